import 'server-only'
import { createHash } from 'node:crypto'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { Answer } from './route'

const KEPT_MS = 24 * 60 * 60 * 1000
const MOST_LETTERS = 200

/**
 * Answers a request that makes something once for its key, for a day: sent again it gets the same answer, and makes nothing
 * more. A request that is refused leaves its key free.
 * @param asked all that it asks: another request under the same key is none of it
 * @throws AppError `key_reused`; `key_unfinished` for one whose answer is not known: it may have been broken off
 */
export async function once(
  { userId, key, asked }: { userId: string; key: string; asked: unknown },
  run: () => Promise<Answer>,
): Promise<Answer> {
  if (key === '' || key.length > MOST_LETTERS)
    throw new AppError('invalid', { message: `An Idempotency-Key has 1 to ${MOST_LETTERS} characters.` })
  const digest = createHash('sha256').update(JSON.stringify(asked)).digest('base64url')
  await db.idempotencyKey.deleteMany({ where: { createdAt: { lt: new Date(Date.now() - KEPT_MS) } } })
  const { count } = await db.idempotencyKey.createMany({ data: [{ userId, key, digest }], skipDuplicates: true })
  const id = { userId_key: { userId, key } }
  if (count === 0) return repeat(await db.idempotencyKey.findUnique({ where: id }), digest)
  let answer: Answer
  try {
    answer = await run()
  } catch (error) {
    await db.idempotencyKey.delete({ where: id })
    throw error
  }
  const { status, headers, text: body } = answer
  await db.idempotencyKey.update({ where: id, data: { status, location: headers.location ?? null, body } })
  return answer
}

type Kept = { digest: string; status: number | null; location: string | null; body: string | null }

function repeat(kept: Kept | null, digest: string): Answer {
  // Gone in this very moment: it was refused.
  if (!kept) throw new AppError('key_unfinished')
  if (kept.digest !== digest) throw new AppError('key_reused')
  if (kept.status === null) throw new AppError('key_unfinished')
  const headers = { 'cache-control': 'no-store', 'content-type': 'application/json', 'idempotency-replayed': 'true' }
  return {
    status: kept.status,
    headers: { ...headers, ...(kept.location !== null && { location: kept.location }) },
    text: kept.body,
  }
}
