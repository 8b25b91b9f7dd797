import { serveApp } from './lib/app'
import { startDatabase } from './lib/database'
import { writeJudgedStudy } from './lib/judged-study'
import { quantile } from './lib/quantile'
import { type Figure, report, say } from './lib/report'
import { judgeWhile } from './lib/thinkers'
import { WORST } from './lib/worst'

const PEOPLE = 24
/** Prompts of the study whose files are downloaded and whose analysis is asked for: 150,000 judgments. */
const PROMPTS = 10_000
const AT_LEAST_MS = 12_000

const database = await startDatabase()
try {
  const judgedStudyId = await writeJudgedStudy(database.pool, { prompts: PROMPTS })
  const app = await serveApp(database)
  try {
    report(await measure(app.port, app.base, judgedStudyId))
  } finally {
    await app.stop()
  }
} finally {
  await database.stop()
}

/** From key to stored for everybody, while nobody does anything else and while one person does their worst. */
async function measure(port: number, base: string, judgedStudyId: string): Promise<Figure[]> {
  const { seatAnnotators } = await import('./lib/seats')
  const { makeActor } = await import('@/lib/testing/fixtures')
  const { sessionCookie } = await import('../e2e/fixtures')
  const { name, value } = await sessionCookie((await makeActor('ADMIN')).id)
  const place = { port, cookie: `${name}=${value}`, judgedStudyId }
  const { presses } = await seatAnnotators(base, { prompts: 2000, people: PEOPLE })
  await judgeWhile(presses, Promise.resolve(), AT_LEAST_MS)
  const quiet = quantile(await judgeWhile(presses, Promise.resolve(), AT_LEAST_MS), 0.95)
  say(`  nobody else: ${quiet.toFixed(0)} ms`)
  const figures: Figure[] = []
  for (const [what, run] of Object.entries(WORST)) {
    const ended = new Promise((resolve) => setTimeout(resolve, AT_LEAST_MS))
    const p95 = quantile(await judgeWhile(presses, run(place, ended), AT_LEAST_MS), 0.95)
    say(`  ${what}: ${p95.toFixed(0)} ms`)
    figures.push({ name: `p95_ms ${what}`, value: p95, wanted: '< 1000', note: 'from key to stored, all others' })
  }
  const worst = Math.max(...figures.map(({ value }) => value))
  const note = `p95 of ${PEOPLE} people while one does their worst, against nobody else (${quiet.toFixed(0)} ms)`
  return [{ name: 'hostile_ratio', value: worst / quiet, wanted: '≤ 5', note }, ...figures]
}
