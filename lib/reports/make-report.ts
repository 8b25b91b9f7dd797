import 'server-only'
import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { recordAudit } from '@/lib/audit/record'
import { type Access, authorizeActor, type SiteAccess } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { sha256 } from '@/lib/designs/protocol'
import { AppError } from '@/lib/errors'
import type { JobRun } from '@/lib/jobs/job'
import { lookEarly } from '@/lib/looks/looks'
import { version } from '@/package.json'
import { assembleReport } from './assemble'
import type { ReportContent } from './content'
import { writeReportPdf } from './pdf/write-report-pdf'
import { readStudyReport, type StudyReport } from './read-study-report'
import type { ReportInput } from './schema'

/**
 * Looks whether a report can be made of these studies. Of one that is not closed a report is a look at its outcomes, and is
 * recorded as one.
 *
 * @throws AppError `not_found` for a study that is none of theirs; `invalid` for a study without judgments, or a look without its reason
 */
export async function prepareReport(access: SiteAccess<'studies:list'>, input: ReportInput): Promise<void> {
  await recordLooks(await accessesTo(access, input), input)
}

/**
 * Makes a report over some of one's studies and freezes it under this id, with its PDF: both stay as they are, byte for byte.
 *
 * @throws AppError `forbidden` where outcomes may not be seen any more; `conflict` when a judgment came in meanwhile
 */
export async function makeReport(
  site: SiteAccess<'studies:list'>,
  { id, ...input }: ReportInput & { id: string },
  { tell, signal }: JobRun,
): Promise<void> {
  const accesses = await accessesTo(site, input)
  const { actor } = site
  const reports: StudyReport[] = []
  const steps = accesses.length + 1
  // One after another: each reads all of its study.
  for (const access of accesses) {
    const told = () => tell(reports.length, steps)
    told()
    reports.push(await readStudyReport(access, input, { told, signal }))
  }
  tell(reports.length, steps)
  const about = { title: input.title, at: new Date().toISOString(), madeBy: `Evenhand ${version}` }
  const text = canonicalize(assembleReport(about, reports)) as string
  const pdf = await writeReportPdf(JSON.parse(text) as ReportContent)
  await db.$transaction(async (tx) => {
    await tx.report.create({
      data: {
        ...{ id, title: input.title, createdById: actor.id, content: text, contentHash: sha256(text) },
        ...{ pdf: Buffer.from(pdf), pdfHash: createHash('sha256').update(pdf).digest('hex') },
        studies: { create: accesses.map(({ studyId }, position) => ({ studyId, position })) },
      },
      select: { id: true },
    })
    const detail = { studies: accesses.length, content: sha256(text) }
    await recordAudit(tx, actor, { action: 'report.make', subject: input.title, detail })
  })
}

function accessesTo({ actor }: SiteAccess<'studies:list'>, { studyIds }: ReportInput) {
  // A report keeps a snapshot of each study, and of one that goes on a look.
  return Promise.all(
    [...new Set(studyIds)].map(async (id) => {
      await authorizeActor(actor, id, 'results:manage')
      return authorizeActor(actor, id, 'study:results')
    }),
  )
}

/** Refuses what nobody has judged; looks, with the reason, at studies that are collecting. */
async function recordLooks(accesses: readonly Access<'study:results'>[], { title, reason }: ReportInput) {
  const studies = await db.study.findMany({
    where: { id: { in: accesses.map(({ studyId }) => studyId) } },
    select: { id: true, title: true, status: true, origin: true },
  })
  for (const { id, title: called, origin } of studies)
    if (origin !== 'RECONSTRUCTED' && !(await db.judgment.findFirst({ where: { studyId: id }, select: { id: true } })))
      refuse('studyIds', `“${called}” has no judgments yet.`)
  const running = studies.filter(({ status, origin }) => status !== 'CLOSED' && origin === 'COLLECTED')
  if (running.length > 0 && reason.length < 10)
    refuse('reason', `“${running[0]?.title}” is still open: say in a sentence why. It is kept with the study.`)
  for (const access of accesses)
    if (running.some(({ id }) => id === access.studyId))
      await lookEarly(access, { studyId: access.studyId, reason: `Report “${title}”: ${reason}`.slice(0, 500) })
}

function refuse(field: string, message: string): never {
  throw new AppError('invalid', { fields: { [field]: [message] } })
}
