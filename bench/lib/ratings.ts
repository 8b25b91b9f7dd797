import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { authorizeActor, authorizeActorSite } from '@/lib/auth/access'
import { db, disconnect } from '@/lib/db/client'
import { blankDesign, blankRating } from '@/lib/designs/blank-design'
import type { StudyInput } from '@/lib/designs/schema'
import { claim } from '@/lib/engine/claim'
import { simulationSeat } from '@/lib/engine/seat'
import { submit } from '@/lib/engine/submit'
import { createStudy } from '@/lib/studies/create-study'
import { openStudy } from '@/lib/studies/open-study'
import { makeActor } from '@/lib/testing/fixtures'
import { type Claimer, newcomer, timeClaims } from './claims'
import { writeLargeSet } from './large-set'
import { type Figure, median, say } from './report'

const PROMPTS = 4000
/** As many items a prompt in both studies: five pairs, and five responses. */
const PER_PROMPT = 5
const OVERLAP = 3
const ROUNDS = 1000
const WARM = 50

type Database = { url: string; pool: pg.Pool }

/** Claiming and submitting ratings, beside pairs of a study as large, in turn. */
export async function measureRatings({ url, pool }: Database): Promise<Figure[]> {
  process.env.DATABASE_URL = url
  process.env.NEXTAUTH_SECRET ??= 'a benchmark signs nobody in, but the environment wants a secret'
  say(`Opening a study of ${PROMPTS * PER_PROMPT} pairs and one of as many ratings …`)
  const { setId: promptSetId, systemIds } = await writeLargeSet(pool, { prompts: PROMPTS, systems: PER_PROMPT + 1 })
  const [focalSystemId = '', ...others] = systemIds
  const common = { title: 'Large', promptSetId, overlap: OVERLAP, seed: 1 }
  const ratings = await open({ ...blankRating(), ...common, rated: { systemIds: others, samples: 1 } })
  const pairs = await open({
    ...{ ...blankDesign(), ...common },
    comparisons: { pairing: 'FOCAL' as const, focalSystemId, baselineIds: others },
  })
  const start = (PROMPTS * PER_PROMPT) / 2
  const seated = [await sit(pool, ratings, 'PASS', start), await sit(pool, pairs, 'A', start)] as const
  const submitting = await timeSubmissions(seated.map(({ press }) => press))
  const claiming = await timeClaims(
    pool,
    seated.map(({ claimer }) => claimer),
    ROUNDS,
  )
  await disconnect()
  return [
    figure('rating_claim_ratio', claiming, 'claiming a rating against claiming a pair'),
    figure('rating_submit_ratio', submitting, 'submitting a rating and claiming the next, against pairs'),
  ]
}

function figure(name: string, times: readonly number[], note: string): Figure {
  const [ofRatings, ofPairs] = times as [number, number]
  say(`  ${note}: ${ofRatings.toFixed(2)} ms against ${ofPairs.toFixed(2)} ms`)
  return { name, value: ofRatings / ofPairs, wanted: '≤ 1.1', note }
}

async function open(design: StudyInput): Promise<string> {
  const researcher = await makeActor('RESEARCHER')
  const studyId = await createStudy(authorizeActorSite(researcher, 'studies:create'), design)
  const { slots } = await openStudy(await authorizeActor(researcher, studyId, 'study:run'))
  if (slots !== PROMPTS * PER_PROMPT * OVERLAP) throw new Error(`opening wrote ${slots} slots`)
  return studyId
}

/** Puts a simulated annotator before a study. @returns how they claim, and a press that says `choice` and claims the next */
async function sit(
  pool: pg.Pool,
  studyId: string,
  choice: string,
  startRank: number,
): Promise<{ claimer: Claimer; press: () => Promise<void> }> {
  const { id: groupId } = await db.annotatorGroup.findFirstOrThrow({ where: { studyId } })
  const { id: criterion } = await db.criterion.findFirstOrThrow({ where: { studyId } })
  const claimer = await newcomer(pool, { studyId, groupId }, startRank)
  const seat = simulationSeat(studyId, claimer.annotatorId)
  const next = { wanted: 1, batch: 1, holding: [] }
  const answers = [{ criterion, turn: 0, choice }]
  let held = (await claim(seat, next)).held[0]
  const press = async () => {
    if (!held) throw new Error('nothing was handed out')
    const verdict = { assignmentId: held, submissionKey: randomUUID(), answers, elapsedMs: 1, activeMs: 1 }
    held = (await submit(seat, verdict, next)).claimed.held[0]
  }
  return { claimer, press }
}

/** Presses in turn, round after round, so that whatever else the machine does falls on all alike. @returns medians, ms */
async function timeSubmissions(presses: readonly (() => Promise<void>)[]): Promise<number[]> {
  const times: number[][] = presses.map(() => [])
  for (let round = -WARM; round < ROUNDS; round++)
    for (const [index, press] of presses.entries()) {
      const began = performance.now()
      await press()
      if (round >= 0) times[index]?.push(performance.now() - began)
    }
  return times.map(median)
}
