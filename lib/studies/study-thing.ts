import 'server-only'
import { z } from 'zod'
import { type Access, isAllowed } from '@/lib/auth/access'
import type { Tx } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { discardSlots } from '@/lib/engine/discard'
import { liveJob } from '@/lib/jobs/queue'
import type { Dependants } from '@/lib/keeping/dependants'
import type { Thing } from '@/lib/keeping/thing'
import { count } from '@/lib/numbers/count'
import { openingJob } from './opening-job'

const Found = z.object({
  title: z.string(),
  status: z.enum(['DRAFT', 'OPEN', 'PAUSED', 'CLOSED']),
  origin: z.enum(['COLLECTED', 'SIMULATED', 'RECONSTRUCTED', 'IMPORTED']),
  isArchived: z.boolean(),
  isOpening: z.boolean(),
  /** Whether anybody, or any model, said anything of it, pairs that could not be judged and late verdicts among that. */
  hasAnswers: z.boolean(),
  items: z.number(),
  slots: z.number(),
  annotators: z.number(),
  links: z.number(),
  snapshots: z.number(),
  rehearsals: z.number(),
  simulated: z.number(),
  reports: z.number(),
})
type Found = z.output<typeof Found>

/** A study as something that was made: a draft, a rehearsal, one that was opened, published counts. */
export const studyThing: Thing<Access<'study:run'>, object> = {
  read: async (tx, access) => {
    const { studyId, actor } = access
    await tx.$executeRaw`SELECT FROM "Study" WHERE id = ${studyId}::uuid FOR UPDATE`
    const found = await readFound(tx, studyId)
    const may = { isAdmin: actor.role === 'ADMIN', isOwner: await isAllowed(access, 'study:own') }
    return found ? toDependants(found, may) : null
  },
  rename: {
    audit: 'study.rename',
    longest: 120,
    run: (tx, { studyId }, { name }) => tx.study.update({ where: { id: studyId }, data: { title: name } }),
  },
  archive: {
    audit: ['study.archive', 'study.unarchive'],
    run: (tx, { studyId }, { archivedAt }) => tx.study.update({ where: { id: studyId }, data: { archivedAt } }),
  },
  remove: { audit: 'study.delete', run: (tx, { studyId }) => deleteRows(tx, studyId) },
}

async function readFound(tx: Tx, studyId: string): Promise<Found | undefined> {
  const id = Prisma.sql`${studyId}::uuid`
  const rows = await tx.$queryRaw`
    SELECT s.title, s.status, s.origin, s."archivedAt" IS NOT NULL AS "isArchived",
      EXISTS (${liveJob(openingJob, Prisma.sql`s.id`)}) AS "isOpening",
      EXISTS (SELECT FROM "Assignment" a WHERE a."studyId" = s.id AND a."doneAt" IS NOT NULL)
        OR EXISTS (SELECT FROM "Judgment" j WHERE j."studyId" = s.id)
        OR EXISTS (SELECT FROM "LateVerdict" l WHERE l."studyId" = s.id)
        OR EXISTS (SELECT FROM "ModelCall" c WHERE c."studyId" = s.id)
        OR EXISTS (SELECT FROM "Tally" t WHERE t."studyId" = s.id) AS "hasAnswers",
      (SELECT count(*) FROM "Item" i WHERE i."studyId" = s.id)::int AS items,
      (SELECT count(*) FROM "Assignment" a WHERE a."studyId" = s.id)::int AS slots,
      (SELECT count(*) FROM "Annotator" n WHERE n."studyId" = s.id)::int AS annotators,
      (SELECT count(*) FROM "Invite" v WHERE v."studyId" = s.id)::int AS links,
      (SELECT count(*) FROM "Snapshot" p WHERE p."studyId" = s.id)::int AS snapshots,
      (SELECT count(*) FROM "Study" r WHERE r."rehearsalOfId" = s.id)::int AS rehearsals,
      (SELECT count(*) FROM "Judgment" j JOIN "Study" r ON r.id = j."studyId"
       WHERE r.origin = 'SIMULATED' AND s.id IN (r."rehearsalOfId", r.id))::int AS simulated,
      (SELECT count(*) FROM "ReportStudy" e WHERE e."studyId" = s.id)::int AS reports
    FROM "Study" s WHERE s.id = ${id}`
  return z.array(Found).max(1).parse(rows)[0]
}

function toDependants(found: Found, { isAdmin, isOwner }: { isAdmin: boolean; isOwner: boolean }): Dependants {
  const { title, isArchived, items, slots, annotators, links, snapshots, rehearsals, simulated, reports } = found
  const isRehearsal = found.origin === 'SIMULATED'
  return {
    name: title,
    isArchived,
    goes: [
      ...counted(items, 'item'),
      ...counted(slots, 'slot'),
      ...counted(
        annotators,
        isRehearsal ? 'simulated annotator' : 'annotator who joined',
        isRehearsal ? undefined : 'annotators who joined',
      ),
      ...counted(links, 'link'),
      ...counted(snapshots, 'snapshot'),
      ...counted(rehearsals, 'rehearsal'),
      ...counted(simulated, 'simulated answer'),
    ],
    stays: [
      ...counted(reports, 'report, which keeps what it says', 'reports, which keep what they say'),
      ...(annotators > 0 && !isRehearsal ? ['the accounts of those who joined'] : []),
      'the prompt set and its responses',
    ],
    keeps: { rename: keepsName(found), archive: keepsPlace(found, isAdmin), remove: keepsAll(found, isOwner) },
  }
}

function counted(n: number, one: string, many?: string): string[] {
  return n === 0 ? [] : [count(n, one, many)]
}

function keepsName({ status, isOpening }: Found): string | null {
  if (status !== 'DRAFT')
    return 'Opening froze the title with the rest of the design. Duplicate the study for another one.'
  return isOpening ? 'The study is being opened, which freezes its title.' : null
}

function keepsPlace({ status, origin }: Found, isAdmin: boolean): string | null {
  if (status === 'OPEN' || status === 'PAUSED') return 'People may still judge in this study. Close it first.'
  if (origin === 'RECONSTRUCTED' && !isAdmin) return 'Published figures are everybody’s: only an admin puts them away.'
  return null
}

function keepsAll({ status, origin, isOpening, hasAnswers }: Found, isOwner: boolean): string | null {
  if (origin === 'SIMULATED') return null
  if (!isOwner) return 'Only its owner deletes a study.'
  if (isOpening) return 'The study is being opened. Wait until that is over.'
  if (hasAnswers)
    return 'A study with judgments is never deleted, so that what people did stays on record. Archive it instead.'
  if (status === 'OPEN' || status === 'PAUSED') return 'People may judge in this study. Close it first.'
  return null
}

/** What refers to a study without the database knowing, and what would keep it from going. */
async function deleteRows(tx: Tx, studyId: string): Promise<void> {
  // Somebody at their desk holds their row until what they sent is stored; whoever comes later finds nothing.
  await tx.$executeRaw`SELECT FROM "Annotator" WHERE "studyId" = ${studyId}::uuid FOR UPDATE`
  await discardSlots(tx, studyId)
  await tx.annotator.deleteMany({ where: { studyId } })
  await tx.snapshot.deleteMany({ where: { studyId } })
  await tx.look.deleteMany({ where: { studyId } })
  await tx.analysisRun.deleteMany({ where: { studyId } })
  await tx.study.delete({ where: { id: studyId } })
}
