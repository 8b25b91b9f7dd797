import { type Claimer, newcomer, timeClaims } from './lib/claims'
import { startDatabase } from './lib/database'
import { finishMost, giveHistory, writeLargeStudy } from './lib/large-study'
import { measureOpening } from './lib/opening'
import { measureRatings } from './lib/ratings'
import { type Figure, report, say } from './lib/report'
import { measureServing } from './lib/serving'

const SMALL = 10_000
const LARGE = 1_000_000
const HISTORY = 10_000
const ROUNDS = 400

const database = await startDatabase()
try {
  const served = [...(await measureServing(database)), ...(await measureOpening(database))]
  report([...served, ...(await measureRatings(database)), ...(await measureClaims())])
} finally {
  await database.stop()
}

/** The claim in ever harder circumstances, each beside an easy one. */
async function measureClaims(): Promise<Figure[]> {
  const { pool } = database
  say(`Writing studies of ${SMALL} and ${LARGE} items with three slots each …`)
  const small = await writeLargeStudy(pool, SMALL)
  const large = await writeLargeStudy(pool, LARGE)
  const fresh = await newcomer(pool, large, LARGE / 2)
  const inSmall = await newcomer(pool, small, SMALL / 2)
  const growth = await ratio([fresh, inSmall])
  say(`Giving one annotator ${HISTORY} judgments …`)
  const veteran = await newcomer(pool, large, LARGE / 4)
  await giveHistory(pool, large.studyId, veteran.annotatorId, HISTORY)
  const history = await ratio([veteran, fresh])
  say('Judging 99.9 % of the slots …')
  const late = await writeLargeStudy(pool, LARGE)
  await finishMost(pool, late)
  const latecomer = await newcomer(pool, late, LARGE / 2)
  const lateness = await ratio([latecomer, fresh])
  return [
    { name: 'claim_growth_ratio', value: growth, wanted: '≤ 1.5', note: '1,000,000 × 3 slots against 10,000 × 3' },
    {
      name: 'claim_history_ratio',
      value: history,
      wanted: '≤ 1.5',
      note: 'an annotator with 10,000 judgments against none',
    },
    { name: 'claim_late_ratio', value: lateness, wanted: '≤ 1.5', note: '99.9 % of the slots done against none' },
  ]
}

/** The first claimer's time over the second's. */
async function ratio(claimers: [Claimer, Claimer]): Promise<number> {
  const [hard, easy] = (await timeClaims(database.pool, claimers, ROUNDS)) as [number, number]
  say(`  ${hard.toFixed(2)} ms against ${easy.toFixed(2)} ms`)
  return hard / easy
}
