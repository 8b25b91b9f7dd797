import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { serveApp } from './lib/app'
import { memoryOf } from './lib/memory-of'
import { report, say } from './lib/report'
import { judgeWhile } from './lib/thinkers'

const PEOPLE = 50
const SECONDS = 60

const directory = await mkdtemp(path.join(tmpdir(), 'evenhand-bench-'))
const app = await serveApp({ directory })
try {
  const { seatAnnotators } = await import('./lib/seats')
  const idle = await memoryOf(app.pid)
  const { presses } = await seatAnnotators(app.base, { prompts: 2000, people: PEOPLE })
  say(`${PEOPLE} people judge texts of 2 kB for ${SECONDS} s …`)
  let isOver = false
  const load = judgeWhile(presses, Promise.resolve(), SECONDS * 1000).finally(() => {
    isOver = true
  })
  let peak = 0
  while (!isOver) {
    peak = Math.max(peak, await memoryOf(app.pid))
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  const verdicts = (await load).length
  const note = `app and its own database, ${PEOPLE} people, ${verdicts} verdicts`
  report([
    { name: 'memory_mb', value: peak / 1e6, wanted: '≤ 400', note },
    { name: 'memory_idle_mb', value: idle / 1e6, wanted: '-', note: 'before anybody came' },
  ])
} finally {
  await app.stop()
  await rm(directory, { recursive: true, force: true })
}
