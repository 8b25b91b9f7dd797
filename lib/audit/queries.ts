import 'server-only'
import type { SiteAccess } from '@/lib/auth/access'
import { db } from '@/lib/db/client'

const PAGE = 50
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export type AuditRow = {
  id: string
  at: Date
  /** Name of who did it; null for what nobody signed in did. */
  actor: string | null
  action: string
  study: { id: string; title: string | null } | null
  /** What it was done to; a person by name. */
  subject: string
  detail: unknown
}

/**
 * Who did what, newest first.
 * @param before the id after which the page begins; anything that is none begins at the newest
 * @returns `next` is the `before` of the page that follows, or null
 */
export async function listAudit(
  _access: SiteAccess<'audit:read'>,
  before: string | undefined,
): Promise<{ rows: AuditRow[]; next: string | null }> {
  const older = before && /^\d{1,18}$/.test(before) ? { id: { lt: BigInt(before) } } : {}
  const entries = await db.auditEntry.findMany({ where: older, orderBy: { id: 'desc' }, take: PAGE + 1 })
  const page = entries.slice(0, PAGE)
  const [people, studies] = await Promise.all([
    namesOf(page.flatMap(({ actorId, subject }) => [actorId ?? '', subject])),
    titlesOf(page.map(({ studyId }) => studyId ?? '')),
  ])
  const rows = page.map(({ id, at, actorId, action, studyId, subject, detail }) => ({
    id: String(id),
    at,
    actor: actorId && (people.get(actorId) ?? actorId),
    action,
    study: studyId === null ? null : { id: studyId, title: studies.get(studyId) ?? null },
    subject: people.get(subject) ?? subject,
    detail,
  }))
  return { rows, next: entries.length > PAGE ? (rows.at(-1)?.id ?? null) : null }
}

async function namesOf(ids: string[]): Promise<Map<string, string>> {
  const found = await db.user.findMany({ where: { id: { in: uuids(ids) } }, select: { id: true, name: true } })
  return new Map(found.map(({ id, name }) => [id, name]))
}

async function titlesOf(ids: string[]): Promise<Map<string, string>> {
  const found = await db.study.findMany({ where: { id: { in: uuids(ids) } }, select: { id: true, title: true } })
  return new Map(found.map(({ id, title }) => [id, title]))
}

function uuids(texts: string[]): string[] {
  return [...new Set(texts)].filter((text) => UUID.test(text))
}
