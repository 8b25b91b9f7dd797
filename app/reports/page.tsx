import type { Metadata } from 'next'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import { AskAgain } from '@/components/ui/ask-again'
import { moment } from '@/components/ui/dates'
import { Frame } from '@/components/ui/frame'
import { Meter } from '@/components/ui/meter'
import { Notice } from '@/components/ui/notice'
import { ScrollX } from '@/components/ui/scroll-x'
import { Section } from '@/components/ui/section'
import { Table } from '@/components/ui/table'
import { Prose, Standfirst } from '@/components/ui/text'
import { plainWords } from '@/lib/i18n/pages'
import { type StaffWords, staffWords } from '@/lib/i18n/staff'
import type { JobState } from '@/lib/jobs/state'
import { listReportable, listReports, type ReportRow } from '@/lib/reports/read-reports'
import { readReportJob } from '@/lib/reports/request-report'
import { oneOf } from '@/lib/search-params'
import { pageLanguage } from '@/lib/server/language'
import { sitePageAccess } from '@/lib/server/page'
import { MakeForm } from './make-form'

export async function generateMetadata(): Promise<Metadata> {
  return { title: staffWords(await pageLanguage(), 'report').title }
}

/** `?wait=ID`: somebody waits for that report here, and goes on to it once it is made. */
export default async function ReportsPage({ searchParams }: PageProps<'/reports'>) {
  const access = await sitePageAccess('studies:list')
  const [reports, studies, job, language] = await Promise.all([
    ...([listReports(access), listReportable(access), readReportJob(access), pageLanguage()] as const),
  ])
  const waited = oneOf(await searchParams, 'wait')
  if (reports.some(({ id }) => id === waited)) redirect(`/reports/${waited}`)
  const words = staffWords(language, 'report')
  const isLive = job?.state === 'waiting' || job?.state === 'running'
  return (
    <Frame crumbs={[{ label: words.title }]} person={access.actor} labels={plainWords(language, 'frame')}>
      <h1>{words.title}</h1>
      <Standfirst>{words.about}</Standfirst>
      <Section as="div">
        {reports.length === 0 ? <Prose>{words.none}</Prose> : <Reports {...{ reports, words }} />}
      </Section>
      <Section aria-labelledby="new">
        <h2 id="new">{words.new}</h2>
        <Standing {...{ job, words }} />
        {studies.length === 0 ? (
          <Prose className="mt-2">{words.noStudies}</Prose>
        ) : (
          !isLive && <MakeForm studies={studies} words={words} failed={job?.state === 'failed' ? job.payload : null} />
        )}
      </Section>
    </Frame>
  )
}

/** How far the report is that was asked for, or why it was not made; nothing of one that is there. */
function Standing({ job, words }: { job: JobState | null; words: StaffWords['report'] }) {
  if (job?.state === 'failed')
    return (
      <Notice kind="critical" className="mt-4">
        {words.failed} {job.problem.message}
      </Notice>
    )
  if (job?.state !== 'waiting' && job?.state !== 'running') return null
  return (
    <div className="mt-4">
      <AskAgain />
      <Prose role="status">
        {job.state === 'waiting' ? words.waits : words.underWay} {words.canLeave}
      </Prose>
      {job.state === 'running' && job.total > 0 && (
        <p className="mt-2">
          <Meter done={job.done} of={job.total} />
        </p>
      )}
    </div>
  )
}

function Reports({ reports, words }: { reports: ReportRow[]; words: StaffWords['report'] }) {
  return (
    <ScrollX label={words.title}>
      <Table>
        <thead>
          <tr>
            <th scope="col">{words.name}</th>
            <th scope="col">{words.of}</th>
            <th scope="col">{words.made}</th>
          </tr>
        </thead>
        <tbody>
          {reports.map(({ id, title, studies, at }) => (
            <tr key={id}>
              <th scope="row" className="min-w-40 wrap-anywhere">
                <Link href={`/reports/${id}`}>{title}</Link>
              </th>
              <td className="wrap-anywhere">{studies.length === 0 ? words.discarded : studies.join('; ')}</td>
              <td className="whitespace-nowrap">{moment(at)}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </ScrollX>
  )
}
