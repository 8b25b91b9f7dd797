import 'server-only'
import { z } from 'zod'
import type { SiteAccess } from '@/lib/auth/access'
import type { Actor } from '@/lib/auth/actor'
import { judgmentsKept } from '@/lib/counts/slots'
import { db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { STUDIES_A_PAGE, type StudyQuery, toStudyQuery } from './study-query'

/** A study in a list: what it is, and how far it has come. */
export type StudyRow = z.output<typeof StudyRow>

/** A page of studies, and how many there are on all pages together. */
export type StudyList = { rows: StudyRow[]; total: number }

const StudyRow = z.object({
  id: z.string(),
  title: z.string(),
  status: z.enum(['DRAFT', 'OPEN', 'PAUSED', 'CLOSED']),
  origin: z.enum(['COLLECTED', 'SIMULATED', 'RECONSTRUCTED', 'IMPORTED']),
  demo: z.boolean(),
  isArchived: z.boolean(),
  /** Judgments wanted and in: practice and what was set aside are in neither. */
  wanted: z.coerce.number(),
  done: z.coerce.number(),
  /** Annotators who take part, models among them. */
  annotators: z.coerce.number(),
  /** What whoever asks is in its team, and who owns it; both null where there is none of that. */
  role: z.enum(['OWNER', 'EDITOR', 'VIEWER']).nullable(),
  owner: z.string().nullable(),
  createdAt: z.date(),
  openedAt: z.date().nullable(),
})

const SHOWN: Record<StudyQuery['show'], Prisma.Sql> = {
  current: Prisma.sql`s."archivedAt" IS NULL AND s.origin <> 'SIMULATED'`,
  archived: Prisma.sql`s."archivedAt" IS NOT NULL AND s.origin <> 'SIMULATED'`,
  rehearsals: Prisma.sql`s.origin = 'SIMULATED'`,
  all: Prisma.sql`true`,
}

const ORDERS: Record<StudyQuery['order'], Prisma.Sql> = {
  newest: Prisma.sql`s.origin = 'RECONSTRUCTED', s."createdAt" DESC, s.id`,
  title: Prisma.sql`lower(s.title), s.id`,
  // What runs first, then what is to be opened; what is over comes last.
  state: Prisma.sql`array_position(ARRAY['OPEN', 'PAUSED', 'DRAFT', 'CLOSED'], s.status::text), s."createdAt" DESC, s.id`,
}

/** Whether study s is one in whose team this person is or, for an admin, any; published counts are everybody's. */
function isTheirs({ id, role }: Actor): Prisma.Sql {
  return Prisma.sql`(${role === 'ADMIN'} OR s.origin = 'RECONSTRUCTED'
    OR EXISTS (SELECT FROM "StudyMember" m WHERE m."studyId" = s.id AND m."userId" = ${id}::uuid))`
}

/** The studies of somebody, fifty at a time. Of those alone that are listed counters are read, and of none its slots. */
export async function listStudies(
  { actor }: SiteAccess<'studies:list'>,
  query: StudyQuery = toStudyQuery({}),
): Promise<StudyList> {
  const { words, show, order, page } = query
  const found = Prisma.sql`FROM "Study" s WHERE ${isTheirs(actor)} AND ${SHOWN[show]}
    AND (${words} = '' OR position(lower(${words}) IN lower(s.title)) > 0)`
  const part = Prisma.sql`
    SELECT s.* ${found} ORDER BY ${ORDERS[order]} LIMIT ${STUDIES_A_PAGE} OFFSET ${(page - 1) * STUDIES_A_PAGE}`
  const [rows, totals] = await Promise.all([
    readRows(actor, part, ORDERS[order]),
    db.$queryRaw`SELECT count(*) AS total ${found}`,
  ])
  const [{ total }] = z.tuple([z.object({ total: z.coerce.number() })]).parse(totals)
  return { rows, total }
}

/** All studies of somebody, the newest first, those that were put away and rehearsals among them: for who reads by a program. */
export async function listAllStudies({ actor }: SiteAccess<'studies:list'>) {
  const rows = await readRows(actor, Prisma.sql`SELECT s.* FROM "Study" s WHERE ${isTheirs(actor)}`, ORDERS.newest)
  return rows.map(({ id, title, status, origin, role, owner, createdAt, wanted, done }) => ({
    ...{ id, title, status, origin, role, owner, createdAt, wanted, done },
  }))
}

async function readRows(actor: Actor, studies: Prisma.Sql, order: Prisma.Sql): Promise<StudyRow[]> {
  const rows = await db.$queryRaw`
    SELECT s.id, s.title, s.status, s.origin, s.demo, s."archivedAt" IS NOT NULL AS "isArchived", s."createdAt", s."openedAt", counted.*,
           (SELECT count(*) FROM "Annotator" n WHERE n."studyId" = s.id AND n."deactivatedAt" IS NULL) AS annotators,
           (SELECT m.role FROM "StudyMember" m WHERE m."studyId" = s.id AND m."userId" = ${actor.id}::uuid) AS role,
           (SELECT u.name FROM "StudyMember" m JOIN "User" u ON u.id = m."userId"
            WHERE m."studyId" = s.id AND m.role = 'OWNER') AS owner
    FROM (${studies}) s
    CROSS JOIN LATERAL (${judgmentsKept(Prisma.sql`s.id`)}) counted
    ORDER BY ${order}`
  return z.array(StudyRow).parse(rows)
}
