import 'server-only'
import { z } from 'zod'
import { auditInsert } from '@/lib/audit/record'
import type { Access } from '@/lib/auth/access'
import type { Actor } from '@/lib/auth/actor'
import { db, inTransaction } from '@/lib/db/client'
import { discard } from '@/lib/engine/discard'
import { AppError } from '@/lib/errors'
import { cancelLive } from '@/lib/jobs/cancel'
import { rehearsalJob } from './rehearsal-job'

const Found = z.array(z.object({ title: z.string(), rehearsalOfId: z.string() })).max(1)

// Locked to the end: nobody enrols, opens or closes it meanwhile. A verdict under way has its annotator's row, and one
// that comes later finds the row gone.
const LOCK_STUDY = `
  SELECT title, "rehearsalOfId" FROM "Study"
  WHERE id = $1 AND origin = 'SIMULATED' AND "rehearsalOfId" IS NOT NULL FOR UPDATE`
const LOCK_ANNOTATORS = `SELECT FROM "Annotator" WHERE "studyId" = $1 FOR UPDATE`

/** In the order that references allow; what refers to it without the database knowing goes, too. */
const DELETE_THE_REST = [
  ...['Annotator', 'Snapshot', 'Look', 'AnalysisRun'].map((table) => `DELETE FROM "${table}" WHERE "studyId" = $1`),
  `DELETE FROM "Study" WHERE id = $1`,
]

/**
 * Deletes a rehearsal with everything in it, at once; the audit trail keeps that it was. A run that is at it is stopped
 * first.
 * @returns the study it was a rehearsal of
 * @throws AppError `conflict` for any study but a rehearsal: what people judged is never deleted
 */
export async function discardRehearsal({ actor, studyId }: Access<'study:run'>): Promise<string> {
  return discardFor(actor, studyId)
}

/** The same, for functions that hold an access to it or to the draft that it rehearses. */
export async function discardFor(actor: Actor, studyId: string): Promise<string> {
  const rehearsal = { id: studyId, origin: 'SIMULATED', rehearsalOfId: { not: null } } as const
  if ((await db.study.count({ where: rehearsal })) === 0) refuse()
  await cancelLive(rehearsalJob, studyId)
  return inTransaction(async (client) => {
    const study = Found.parse((await client.query(LOCK_STUDY, [studyId])).rows)[0] ?? refuse()
    await client.query(LOCK_ANNOTATORS, [studyId])
    const judgments = await discard(client, studyId)
    for (const statement of DELETE_THE_REST) await client.query(statement, [studyId])
    const { title, rehearsalOfId } = study
    const detail = { rehearsal: studyId, judgments }
    await client.query(
      ...auditInsert(actor, { action: 'rehearsal.discard', studyId: rehearsalOfId, subject: title, detail }),
    )
    return rehearsalOfId
  })
}

function refuse(): never {
  throw new AppError('conflict', { message: 'Only a rehearsal can be discarded. What people judged is kept.' })
}
