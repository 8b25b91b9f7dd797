import 'server-only'
import path from 'node:path'
import { Worker, type WorkerOptions } from 'node:worker_threads'

/** What threads there are, by the file that they run: `NAME.thread.ts`. */
export type ThreadName = 'analysis' | 'files' | 'rendering' | 'scan'

/**
 * Starts a thread that works beside the serving one and gives way to it. It runs one file that `scripts/threads.mjs` has made
 * of all its sources: reading them one by one took most of a second of a core, each time.
 */
export function startThread(
  name: ThreadName,
  options: Pick<WorkerOptions, 'workerData' | 'resourceLimits'> = {},
): Worker {
  // Put together at run time, so that the bundler of the app leaves the file where it is.
  const file = ['lib', 'threads', 'generated', `${name}.mjs`].reduce(
    (folder, part) => path.join(folder, part),
    process.cwd(),
  )
  return new Worker(file, { ...options, execArgv: ['--conditions=react-server', '--enable-source-maps'] })
}
