import 'server-only'
import { db } from '@/lib/db/client'

const EVERY_MS = 500

/**
 * Keeps how far an opening has come in "Opening" while `run` works, where everybody can read it: what `run` writes is
 * in a transaction nobody sees into.
 */
export async function reportOpening<T>(
  studyId: string,
  run: (report: (written: number, total: number) => void) => Promise<T>,
): Promise<T> {
  let last = Date.now()
  let writing: Promise<unknown> = Promise.resolve()
  const write = (written: number, total: number) =>
    db.opening.upsert({ where: { studyId }, create: { studyId, written, total }, update: { written, total } })
  try {
    return await run((written, total) => {
      if (Date.now() - last < EVERY_MS) return
      last = Date.now()
      writing = writing.then(() => write(written, total))
    })
  } finally {
    await writing
    await db.opening.deleteMany({ where: { studyId } })
  }
}
