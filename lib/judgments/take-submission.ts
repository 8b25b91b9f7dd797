import 'server-only'
import { z } from 'zod'
import { askPrepared } from '@/lib/db/client'

/** Statements of this process under way at once. */
const LANES = 2
/** Submissions that one of them carries at most. */
const MOST_TOGETHER = 32

/** One submission as `take_submissions` reads it. */
export type SubmissionRow = {
  study: string
  user: string
  /** Of the session that `user` came with; null where it is proven already that it is theirs. */
  stamp: string | null
  assignment: string
  key: string
  revises: boolean
  choices: readonly string[]
  elapsed: number | null
  active: number | null
  rationale: string | null
  flag: string | null
  note: string | null
  /** What the desk asked before it took the verdict, and whether it was given as hastily all the same. */
  asked: string | null
  hasty: boolean
  wanted: number
  batch: number
  holding: readonly string[]
}

type Waiting = { row: SubmissionRow; settle: (reply: Promise<unknown>) => void }

const Replies = z.tuple([z.object({ replies: z.array(z.unknown()) })])

const waiting: Waiting[] = []
let lanes = 0

/**
 * Stores one submission and claims what comes next. One that comes while all lanes are busy goes with the others that
 * wait, in one round trip; it is answered once all of these are durable.
 */
export function takeSubmission(row: SubmissionRow): Promise<unknown> {
  return new Promise((resolve) => {
    waiting.push({ row, settle: resolve })
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
