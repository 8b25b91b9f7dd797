import 'server-only'
import type { SiteAccess } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { SECURITY_KINDS, type SecurityGroup, type SecurityKind } from '@/lib/security/kinds'
import { sweepSometimes } from '@/lib/security/record'

const PAGE = 50
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export type SecurityQuery = {
  group: SecurityGroup | null
  /** Only what this person did, or what was done to them. */
  person: string | null
  /** The id after which the page begins. */
  before: string | null
}

export type SecurityRow = {
  id: string
  at: Date
  kind: SecurityKind
  who: { id: string; name: string | null } | null
  study: { id: string; title: string | null } | null
  /** A person by name. */
  subject: string | null
  network: string | null
  browser: string | null
  times: number
}

/** What was asked for, as far as it can be: anything else asks for everything. */
export function readSecurityQuery(params: Record<string, string | string[] | undefined>): SecurityQuery {
  const { group, person, before } = params
  return {
    group: typeof group === 'string' && Object.hasOwn(SECURITY_KINDS, group) ? (group as SecurityGroup) : null,
    person: typeof person === 'string' && UUID.test(person) ? person : null,
    before: typeof before === 'string' && /^\d{1,18}$/.test(before) ? before : null,
  }
}

/** Events of the security log, newest first. @returns `next` is the `before` of the page that follows, or null */
export async function listSecurity(
  _access: SiteAccess<'audit:read'>,
  { group, person, before }: SecurityQuery,
): Promise<{ rows: SecurityRow[]; next: string | null }> {
  sweepSometimes()
  const found = await db.securityEvent.findMany({
    where: {
      ...(group && { kind: { in: [...SECURITY_KINDS[group]] } }),
      ...(person && { OR: [{ userId: person }, { subject: person }] }),
      ...(before && { id: { lt: BigInt(before) } }),
    },
    orderBy: { id: 'desc' },
    take: PAGE + 1,
  })
  const page = found.slice(0, PAGE)
  const ids = (values: (string | null)[]) => [...new Set(values.filter((value) => value !== null && UUID.test(value)))]
  const [people, studies] = await Promise.all([
    db.user.findMany({
      where: { id: { in: ids(page.flatMap((event) => [event.userId, event.subject])) as string[] } },
      select: { id: true, name: true },
    }),
    db.study.findMany({
      where: { id: { in: ids(page.map((event) => event.studyId)) as string[] } },
      select: { id: true, title: true },
    }),
  ])
  const names = new Map(people.map(({ id, name }) => [id, name]))
  const titles = new Map(studies.map(({ id, title }) => [id, title]))
  const rows = page.map(({ id, at, kind, userId, studyId, subject, network, browser, times }) => ({
    id: String(id),
    at,
    kind: kind as SecurityKind,
    who: userId === null ? null : { id: userId, name: names.get(userId) ?? null },
    study: studyId === null ? null : { id: studyId, title: titles.get(studyId) ?? null },
    subject: subject === null ? null : (names.get(subject) ?? subject),
    ...{ network, browser, times },
  }))
  return { rows, next: found.length > PAGE ? (rows.at(-1)?.id ?? null) : null }
}
