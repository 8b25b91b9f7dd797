import { parentPort, workerData } from 'node:worker_threads'
import { giveWay } from '@/lib/threads/give-way'
import type { NameWord } from './kinds'
import { makeScanner } from './scan'
import { type Asked, summarise } from './summary'

giveWay()

const { words, phrases } = workerData as { words: NameWord[]; phrases: boolean }
const scan = makeScanner(words, { phrases })

parentPort?.on('message', (asked: Asked) => parentPort?.postMessage(summarise(scan(asked.text), asked)))
