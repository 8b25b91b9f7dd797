import 'server-only'
import { z } from 'zod'
import { pool } from '@/lib/db/client'
import type { ModelVerdict } from './model-calls'
import type { JudgeSeat } from './seat'
import { refusalOf } from './store'

const JUDGE = 'SELECT submit_verdict($1, seated_annotator($1, $2), $3) AS reply'

const Replies = z.tuple([z.object({ reply: z.string() })])

/**
 * Stores what a program says in a model's seat of a slot that it claimed. Safe to retry: the same submission twice stores one.
 * Over the connections of jobs, as all that models say: people's verdicts do not wait for it.
 * @throws AppError as `store` does
 */
export async function judge({ studyId, proof }: JudgeSeat, said: ModelVerdict & { rationale?: string }): Promise<void> {
  const values = [studyId, JSON.stringify(proof), JSON.stringify(said)]
  const { rows } = await pool('jobs').query({ name: 'judge', text: JUDGE, values })
  const { reply } = Replies.parse(rows)[0]
  if (reply !== 'saved') throw refusalOf(reply)
}
