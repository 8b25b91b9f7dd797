import 'server-only'
import type { Access, SiteAccess } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import type { AuditEntry } from '@/lib/db/generated/client'

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

/** `next` is the `before` of the page that follows, or null. */
export type AuditPage = { rows: AuditRow[]; next: string | null }

/**
 * Who did what, newest first.
 * @param before the id after which the page begins; anything that is none begins at the newest
 */
export async function listAudit(_access: SiteAccess<'audit:read'>, before: string | undefined): Promise<AuditPage> {
  const entries = await db.auditEntry.findMany({ where: olderThan(before), orderBy: { id: 'desc' }, take: PAGE + 1 })
  return pageOf(entries, PAGE)
}

/**
 * What was done to one study, newest first. Who joined as an annotator is not told: a code stands for nobody.
 * @param take how many at most
 */
export async function listStudyAudit(
  { studyId }: Access<'study:read'>,
  before?: string,
  take = PAGE,
): Promise<AuditPage> {
  const where = { studyId, ...olderThan(before) }
  const entries = await db.auditEntry.findMany({ where, orderBy: { id: 'desc' }, take: take + 1 })
  return pageOf(entries.map(withoutJoiner), take)
}

/** What was done about one annotator, newest first. */
export async function listAnnotatorAudit({ studyId }: Access<'annotators:manage'>, code: string): Promise<AuditRow[]> {
  const where = { studyId, subject: code, action: { startsWith: 'annotator.' } }
  const entries = await db.auditEntry.findMany({ where, orderBy: { id: 'desc' }, take: PAGE })
  return (await pageOf(entries.map(withoutJoiner), PAGE)).rows
}

function withoutJoiner(entry: AuditEntry): AuditEntry {
  return entry.action === 'annotator.join' ? { ...entry, actorId: null, detail: null } : entry
}

function olderThan(before: string | undefined) {
  return before && /^\d{1,18}$/.test(before) ? { id: { lt: BigInt(before) } } : {}
}

async function pageOf(entries: readonly AuditEntry[], size: number): Promise<AuditPage> {
  const page = entries.slice(0, size)
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
  return { rows, next: entries.length > size ? (rows.at(-1)?.id ?? null) : null }
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
