import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { csvLine } from '@/lib/http/csv-line'
import { unsealIds } from './participant'

const COLUMNS = ['participant', 'session', 'annotator', 'ending', 'code', 'arrived_at', 'ended_at', 'judged', 'reward']

/**
 * Whom a recruitment pays, as CSV: the one file that has people's ids at the platform. What is downloaded is written down.
 * @throws AppError `not_found`
 */
export async function writePayments({ actor, studyId }: Access<'recruitment:pay'>, recruitmentId: string) {
  const recruitment = await db.recruitment.findUnique({ where: { studyId_id: { studyId, id: recruitmentId } } })
  if (!recruitment) throw new AppError('not_found')
  const rows = await db.participation.findMany({
    where: { studyId, recruitmentId, ending: { not: null } },
    orderBy: [{ endedAt: 'asc' }, { id: 'asc' }],
    include: { annotator: { select: { code: true, judged: true } } },
  })
  const detail = { people: rows.length }
  await recordAudit(db, actor, { action: 'recruitment.payments', studyId, subject: recruitment.name, detail })
  return { name: recruitment.name, chunks: linesOf(rows, recruitment.reward) }
}

type Row = Parameters<typeof unsealIds>[0] & {
  annotator: { code: string; judged: number } | null
  ending: string | null
  code: string | null
  arrivedAt: Date
  endedAt: Date | null
}

async function* linesOf(rows: readonly Row[], reward: number | null): AsyncGenerator<string> {
  yield csvLine(COLUMNS)
  for (const row of rows) {
    const { participant, session } = await unsealIds(row)
    const { ending, code, annotator, arrivedAt, endedAt } = row
    const pays = ending === 'COMPLETED' && reward !== null ? reward / 100 : null
    yield csvLine([
      ...[participant, session, annotator?.code ?? null, ending, code],
      ...[arrivedAt.toISOString(), endedAt?.toISOString() ?? null, annotator?.judged ?? 0, pays],
    ])
  }
}
