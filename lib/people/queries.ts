import 'server-only'
import { z } from 'zod'
import type { SiteAccess } from '@/lib/auth/access'
import type { Role } from '@/lib/auth/permissions'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'

const SHOWN = 200

export type PersonRow = {
  id: string
  name: string
  /** Null for somebody who signs in without one. */
  email: string | null
  role: Role
  disabledAt: Date | null
  createdAt: Date
  /** Studies they annotate. */
  studies: number
}

/** People by name, without participants from crowd platforms; those whose name or e-mail holds `search`; at most 200, and how many there are. */
export async function listPeople(
  _access: SiteAccess<'people:manage'>,
  search: string,
): Promise<{ people: PersonRow[]; total: number }> {
  const holds = { contains: escapeLike(search), mode: 'insensitive' } as const
  // Who came from a crowd platform is known by a code, in their study, and nowhere else.
  const hasName = { annotators: { none: { participation: { isNot: null } } } }
  const where = { ...hasName, erasedAt: null, ...(search && { OR: [{ name: holds }, { email: holds }] }) }
  const [rows, total] = await Promise.all([
    db.user.findMany({
      where,
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      take: SHOWN,
      omit: { passwordHash: true },
      include: { _count: { select: { annotators: true } } },
    }),
    db.user.count({ where }),
  ])
  return { people: rows.map(({ _count, ...person }) => ({ ...person, studies: _count.annotators })), total }
}

export type StaffLink = {
  id: string
  note: string
  role: Role
  uses: number
  capacity: number | null
  expiresAt: Date | null
  createdAt: Date
}

/** Staff links that still work, newest first. */
export async function listStaffLinks(_access: SiteAccess<'people:manage'>): Promise<StaffLink[]> {
  const links = await db.invite.findMany({
    where: { studyId: null, revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }] },
    orderBy: { createdAt: 'desc' },
    select: { id: true, note: true, role: true, uses: true, capacity: true, expiresAt: true, createdAt: true },
  })
  return links.filter(({ uses, capacity }) => capacity === null || uses < capacity)
}

/** `%`, `_` and `\` stand for themselves in a search; U+0000 stands in no name, and the database refuses it. */
function escapeLike(text: string): string {
  return text.replaceAll('\0', '\uFFFD').replaceAll(/[\\%_]/g, '\\$&')
}

/** A person with their parts in studies: the one place where a code meets a name. @throws AppError `not_found` */
export async function readPerson(_access: SiteAccess<'people:manage'>, personId: string) {
  const person = z.uuid().safeParse(personId).success
    ? await db.user.findUnique({
        where: { id: personId },
        omit: { passwordHash: true },
        include: {
          annotators: {
            orderBy: { joinedAt: 'desc' },
            select: { code: true, joinedAt: true, deactivatedAt: true, study: { select: { id: true, title: true } } },
          },
        },
      })
    : null
  if (!person) throw new AppError('not_found')
  return person
}
