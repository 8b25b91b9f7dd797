import { type Access, authorizeActor } from '@/lib/auth/access'
import { db, disconnect } from '@/lib/db/client'
import { toFigureQuery } from '@/lib/figures/figure-query'
import { findFindings } from '@/lib/rates/findings'
import { type ResultsPage, readResultsPage } from '@/lib/results/results-page'
import { measureBtBootstrap, measureReference } from './bt-bootstrap'
import { startDatabase } from './lib/database'
import { JUDGMENTS, writeJudgedStudy } from './lib/judged-study'
import { type Figure, median, report, say } from './lib/report'

const ROUNDS = 5

/** Outcomes by group and pair of systems, and nothing else: what figure 1's bars need. */
const BARE = `
  SELECT n."groupId", a."systemId", b."systemId", sign(j.score), count(*)
  FROM "Judgment" j
  JOIN "Criterion" c ON c."studyId" = j."studyId" AND c.id = j."criterionId" AND c.position = 0
  JOIN "Assignment" s ON s."studyId" = j."studyId" AND s.id = j."assignmentId"
  JOIN "Item" i ON i."studyId" = s."studyId" AND i.id = s."itemId" AND i.kind = 'REGULAR'
  JOIN "SystemResponse" a ON a.id = i."responseAId"
  JOIN "SystemResponse" b ON b.id = i."responseBId"
  JOIN "Annotator" n ON n."studyId" = s."studyId" AND n.id = s."annotatorId"
  WHERE j."studyId" = $1 AND j."supersededAt" IS NULL
  GROUP BY 1, 2, 3, 4`

/** The same of ratings: options by group and system. */
const BARE_RATINGS = `
  SELECT n."groupId", a."systemId", j.choice, count(*)
  FROM "Judgment" j
  JOIN "Criterion" c ON c."studyId" = j."studyId" AND c.id = j."criterionId" AND c.position = 0
  JOIN "Assignment" s ON s."studyId" = j."studyId" AND s.id = j."assignmentId"
  JOIN "Item" i ON i."studyId" = s."studyId" AND i.id = s."itemId" AND i.kind = 'REGULAR'
  JOIN "SystemResponse" a ON a.id = i."responseAId"
  JOIN "Annotator" n ON n."studyId" = s."studyId" AND n.id = s."annotatorId"
  WHERE j."studyId" = $1 AND j."supersededAt" IS NULL
  GROUP BY 1, 2, 3`

/** A kind of study: what is measured, what its bare count is, and what its page has to have found. */
type Measured = { name: string; what: string; bare: string; check: (seen: ResultsPage['seen']) => boolean }

const MEASURED: Record<'COMPARISON' | 'RATING', Measured> = {
  COMPARISON: {
    ...{ name: 'results_page_ratio', what: 'judgments' },
    bare: BARE,
    check: (seen) =>
      seen?.figure?.result.used === JUDGMENTS && findFindings(seen.figure.rows, seen.figure.result.method).length > 0,
  },
  RATING: {
    ...{ name: 'ratings_page_ratio', what: 'ratings' },
    bare: BARE_RATINGS,
    check: (seen) => seen?.ratings?.result.used === JUDGMENTS && seen.ratings.rows.every(({ mean }) => mean !== null),
  },
}

/** All that the results page reads and computes beside the bare count of outcomes, of either kind of study. */
async function measurePages(): Promise<Figure[]> {
  const database = await startDatabase()
  try {
    process.env.DATABASE_URL = database.url
    process.env.NEXTAUTH_SECRET ??= 'a benchmark signs nobody in, but the environment wants a secret'
    const admin = await db.user.create({
      data: { email: 'bench@example.org', name: 'Bench', role: 'ADMIN', passwordHash: 'x' },
    })
    const figures: Figure[] = []
    for (const protocol of ['COMPARISON', 'RATING'] as const) {
      say(`Writing a study of ${JUDGMENTS.toLocaleString('en')} ${MEASURED[protocol].what} …`)
      const studyId = await writeJudgedStudy(database.pool, { protocol })
      const access = await authorizeActor({ ...admin, role: 'ADMIN' }, studyId, 'study:results')
      figures.push(
        await measurePage(access, MEASURED[protocol], () => database.pool.query(MEASURED[protocol].bare, [studyId])),
      )
    }
    await disconnect()
    return figures
  } finally {
    await database.stop()
  }
}

/** Page and bare count in turn; nothing is kept between two loads. */
async function measurePage(
  access: Access<'study:results'>,
  { name, what, check }: Measured,
  count: () => Promise<unknown>,
): Promise<Figure> {
  const [page, bare]: [number[], number[]] = [[], []]
  for (let round = -1; round < ROUNDS; round++) {
    const counted = await time(bare, round, async () => void (await count()))
    const read = await time(page, round, async () => {
      const { seen } = await readResultsPage(access, toFigureQuery({}))
      if (!check(seen)) throw new Error('the page counted something else')
    })
    say(`  page ${read.toFixed(0)} ms, bare count ${counted.toFixed(0)} ms`)
  }
  const value = median(page) / median(bare)
  return { name, value, wanted: '≤ 2', note: `${JUDGMENTS.toLocaleString('en')} ${what}` }
}

/** @returns milliseconds; the first round warms the caches and is not kept */
async function time(kept: number[], round: number, run: () => Promise<void>): Promise<number> {
  const began = performance.now()
  await run()
  const took = performance.now() - began
  if (round >= 0) kept.push(took)
  return took
}

/** Strengths with 1,000 rounds of the bootstrap, by the slower model, beside NumPy and SciPy; nothing where these are absent. */
function measureBootstrap(): Figure[] {
  const [ours, reference]: [number[], number[]] = [[], []]
  for (let round = 0; round < 3; round++) {
    say(`Bootstrap of 1,000,000 judgments, round ${round + 1} of 3 …`)
    ours.push(measureBtBootstrap(1_000_000, 20, 5000).total)
    const seconds = measureReference(1_000_000, 20, 5000)
    if (seconds === null) {
      say('No bt_bootstrap_ratio: it needs python3-numpy, python3-scipy and ../shared/golden.')
      return []
    }
    reference.push(seconds)
  }
  const value = median(ours) / median(reference)
  return [{ name: 'bt_bootstrap_ratio', value, wanted: '≤ 1', note: '20 systems, 5,000 prompts, 1,000 rounds' }]
}

report([...(await measurePages()), ...measureBootstrap()])
