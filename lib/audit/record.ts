import 'server-only'
import type { db, Tx } from '@/lib/db/client'
import type { Prisma } from '@/lib/db/generated/client'
import { isSecurityKind } from '@/lib/security/kinds'
import { recordSecurity } from '@/lib/security/record'
import type { AuditAction } from './sentences'

type Json = Prisma.InputJsonValue

export type AuditRecord = {
  action: AuditAction
  studyId?: string
  /** What it was done to: a row's id or, where people know it by one, its name or code. A person is given by id. */
  subject: string
  detail?: Json
}

/**
 * Writes down who did what, in the transaction that does it, so that neither stands without the other.
 *
 * @param actor null for what nobody signed in did: the first start, a command
 */
export async function recordAudit(tx: Tx | typeof db, actor: { id: string } | null, entry: AuditRecord): Promise<void> {
  await tx.auditEntry.create({ data: { ...entry, actorId: actor?.id ?? null }, select: { id: true } })
  const { action, studyId, subject } = entry
  // What touches accounts and links stands in the security log as well.
  if (isSecurityKind(action)) await recordSecurity(tx, { kind: action, userId: actor?.id, studyId, subject })
}

/** The same as a statement for a connection outside Prisma: text and values. */
export function auditInsert(actor: { id: string } | null, entry: AuditRecord): [text: string, values: unknown[]] {
  const { action, studyId = null, subject, detail = null } = entry
  return [
    `INSERT INTO "AuditEntry" ("actorId", action, "studyId", subject, detail) VALUES ($1, $2, $3, $4, $5)`,
    [actor?.id ?? null, action, studyId, subject, detail && JSON.stringify(detail)],
  ]
}
