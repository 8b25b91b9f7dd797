import { parentPort, workerData } from 'node:worker_threads'
import { analyse } from './analyse'
import type { DeepInput } from './input'

const deep = analyse(workerData as DeepInput, (done) => parentPort?.postMessage({ done }))
parentPort?.postMessage({ result: JSON.stringify(deep) })
