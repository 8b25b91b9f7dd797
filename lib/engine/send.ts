import 'server-only'
import { z } from 'zod'
import { askPrepared } from '@/lib/db/client'
import type { Next } from './claim'
import type { Submission } from './schema'
import type { Seat } from './seat'

/** Statements of this process under way at once. */
const LANES = 2
/** Submissions that one of them carries at most. */
const MOST_TOGETHER = 32

/** One submission as `take_submissions` reads it. */
type Row = { study: string; seat: Seat['proof']; submission: Submission } & Next

type Waiting = { row: Row; settle: (reply: Promise<unknown>) => void }

const Replies = z.tuple([z.object({ replies: z.array(z.unknown()) })])

const waiting: Waiting[] = []
let lanes = 0

/**
 * Stores one submission and claims what comes next. One that comes while all lanes are busy goes with the others that
 * wait, in one round trip; it is answered once all of these are durable.
 * @returns what the database replies
 */
export function send({ studyId, proof }: Seat, submission: Submission, next: Next): Promise<unknown> {
  return new Promise((resolve) => {
    waiting.push({ row: { study: studyId, seat: proof, submission, ...next }, settle: resolve })
    if (lanes < LANES) void drive()
  })
}

async function drive(): Promise<void> {
  lanes++
  for (let batch = waiting.splice(0, MOST_TOGETHER); batch.length > 0; batch = waiting.splice(0, MOST_TOGETHER))
    await store(batch)
  lanes--
}

/** When one of a batch fails in a way nobody foresaw, each is tried by itself: what is stored already is not stored twice. */
async function store(batch: readonly Waiting[]): Promise<void> {
  try {
    const replies = await ask(batch)
    for (const [place, { settle }] of batch.entries()) settle(Promise.resolve(replies[place]))
  } catch (error) {
    if (batch.length === 1) batch[0]?.settle(Promise.reject(error))
    else for (const each of batch) each.settle(ask([each]).then(([reply]) => reply))
  }
}

async function ask(batch: readonly Waiting[]): Promise<unknown[]> {
  const rows = JSON.stringify(batch.map(({ row }) => row))
  const answer = await askPrepared('take submissions', 'CALL take_submissions($1, NULL)', [rows])
  return Replies.parse(answer)[0].replies
}
