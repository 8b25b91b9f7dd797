import type pg from 'pg'
import { addAnnotator, type LargeStudy } from './large-study'
import { median } from './report'

/** Who claims: an annotator of a study; the claim is taken back, so that each finds the same. */
export type Claimer = { study: LargeStudy; annotatorId: string }

/** A newcomer with a start of their own. */
export async function newcomer(pool: pg.Pool, study: LargeStudy, startRank: number): Promise<Claimer> {
  return { study, annotatorId: await addAnnotator(pool, study, startRank) }
}

/**
 * Times the claim as the app makes it (`claim_desk` for one slot) for several claimers in turn, round after round, so
 * that whatever else the machine does falls on all alike. Each lease is given back outside the measured time.
 * @returns median milliseconds of each claimer
 */
export async function timeClaims(pool: pg.Pool, claimers: readonly Claimer[], rounds: number): Promise<number[]> {
  const client = await pool.connect()
  const times: number[][] = claimers.map(() => [])
  try {
    for (let round = -20; round < rounds; round++)
      for (const [index, { study, annotatorId }] of claimers.entries()) {
        const began = performance.now()
        const { rows } = await client.query({ name: 'claim', text: CLAIM, values: [study.studyId, annotatorId] })
        const took = performance.now() - began
        if (rows[0].reply.held.length !== 1) throw new Error('nothing was handed out')
        if (round >= 0) times[index]?.push(took)
        await client.query({ name: 'give back', text: GIVE_BACK, values: [study.studyId, annotatorId] })
      }
  } finally {
    client.release()
  }
  return times.map(median)
}

const CLAIM = `SELECT claim_desk($1, $2, 1, 1, '{}') AS reply`

const GIVE_BACK = `
  UPDATE "Assignment" SET "annotatorId" = NULL, "leasedAt" = NULL, "leaseUntil" = NULL
  WHERE "studyId" = $1 AND "annotatorId" = $2 AND "doneAt" IS NULL`
