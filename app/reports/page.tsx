import type { Metadata } from 'next'
import Link from 'next/link'
import { moment } from '@/components/ui/dates'
import { Frame } from '@/components/ui/frame'
import { ScrollX } from '@/components/ui/scroll-x'
import { Section } from '@/components/ui/section'
import { Table } from '@/components/ui/table'
import { Prose, Standfirst } from '@/components/ui/text'
import { type PageWords, plainWords } from '@/lib/i18n/pages'
import { listReportable, listReports, type ReportRow } from '@/lib/reports/read-reports'
import { pageLanguage } from '@/lib/server/language'
import { sitePageAccess } from '@/lib/server/page'
import { MakeForm } from './make-form'

export async function generateMetadata(): Promise<Metadata> {
  return { title: plainWords(await pageLanguage(), 'report').title }
}

export default async function ReportsPage() {
  const access = await sitePageAccess('studies:list')
  const [reports, studies, language] = await Promise.all([listReports(access), listReportable(access), pageLanguage()])
  const words = plainWords(language, 'report')
  return (
    <Frame crumbs={[{ label: words.title }]} person={access.actor} labels={plainWords(language, 'frame')}>
      <h1>{words.title}</h1>
      <Standfirst>{words.about}</Standfirst>
      <Section as="div">
        {reports.length === 0 ? <Prose>{words.none}</Prose> : <Reports {...{ reports, words }} />}
      </Section>
      <Section aria-labelledby="new">
        <h2 id="new">{words.new}</h2>
        {studies.length === 0 ? (
          <Prose className="mt-2">{words.noStudies}</Prose>
        ) : (
          <MakeForm studies={studies} words={words} />
        )}
      </Section>
    </Frame>
  )
}

function Reports({ reports, words }: { reports: ReportRow[]; words: PageWords['report'] }) {
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
