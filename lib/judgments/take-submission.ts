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

const Replies = z.array(z.object({ place: z.number(), reply: z.unknown() }))

const waiting: Waiting[] = []
let lanes = 0

/**
 * Stores one submission and claims what comes next. One that comes while all lanes are busy goes with the others that
 * wait, in one statement and one commit; it is answered once that is durable.
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

/** None of a batch stands when one of it fails in a way nobody foresaw: then each is tried by itself. */
async function store(batch: Waiting[]): Promise<void> {
  try {
    const replies = await ask(batch)
    for (const [place, { settle }] of batch.entries()) settle(Promise.resolve(replies.get(place)))
  } catch (error) {
    if (batch.length === 1) batch[0]?.settle(Promise.reject(error))
    else for (const each of batch) each.settle(ask([each]).then((replies) => replies.get(0)))
  }
}

async function ask(batch: readonly Waiting[]): Promise<Map<number, unknown>> {
  const rows = batch.map(({ row }, place) => ({ place, ...row }))
  const text = 'SELECT place, reply FROM take_submissions($1)'
  const replies = Replies.parse(await askPrepared('take submissions', text, [JSON.stringify(rows)]))
  return new Map(replies.map(({ place, reply }) => [place, reply]))
}
