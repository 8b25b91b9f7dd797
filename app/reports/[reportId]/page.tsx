import type { Metadata } from 'next'
import Link from 'next/link'
import { ButtonGroup } from '@/components/ui/button-group'
import { button } from '@/components/ui/button-look'
import { Frame } from '@/components/ui/frame'
import { Notice } from '@/components/ui/notice'
import { Section, Titles } from '@/components/ui/section'
import { Note, Prose } from '@/components/ui/text'
import { plainWords } from '@/lib/i18n/pages'
import { type StaffWords, staffWords } from '@/lib/i18n/staff'
import { missingSentence } from '@/lib/reports/assemble'
import type { ReportContent } from '@/lib/reports/content'
import { readReport, type ShownReport } from '@/lib/reports/read-reports'
import { pageLanguage } from '@/lib/server/language'
import { gate, sitePageAccess } from '@/lib/server/page'
import { Blocks } from './blocks'

export async function generateMetadata(): Promise<Metadata> {
  return { title: staffWords(await pageLanguage(), 'report').site }
}

export default async function ReportPage({ params }: PageProps<'/reports/[reportId]'>) {
  const access = await sitePageAccess('studies:list')
  const { reportId } = await params
  const [report, language] = await Promise.all([gate(() => readReport(access, reportId)), pageLanguage()])
  const words = staffWords(language, 'report')
  return (
    <Frame
      crumbs={[{ label: words.title, href: '/reports' }, { label: report.title }]}
      person={access.actor}
      labels={plainWords(language, 'frame')}
    >
      <Titles>
        <h1 className="wrap-anywhere">{report.title}</h1>
        {report.content && (
          <ButtonGroup role="group" aria-label={report.title}>
            <a className={button({ look: 'primary' })} href={`/api/reports/${report.id}/report.pdf`} download>
              {words.pdf}
            </a>
            <a className={button()} href={`/api/reports/${report.id}/report.json`} download>
              {words.json}
            </a>
          </ButtonGroup>
        )}
      </Titles>
      {report.content ? (
        <Content {...{ report, words }} content={report.content} />
      ) : (
        <Withheld {...{ report, words }} />
      )}
    </Frame>
  )
}

type Props = { report: ShownReport; words: StaffWords['report'] }

function Content({ report, content, words }: Props & { content: ReportContent }) {
  const missing = missingSentence(content)
  return (
    <>
      <Note className="mt-3 wrap-anywhere">
        {words.frozen} {content.at.slice(0, 16).replace('T', ' ')} UTC, {content.madeBy}. {words.contentHash}:{' '}
        <code>{report.contentHash}</code>. {words.pdfHash}: <code>{report.pdfHash}</code>
      </Note>
      {missing && (
        <Note className="mt-2 max-w-[46rem]">
          <strong>{words.missing}.</strong> {missing}
        </Note>
      )}
      {content.sections
        .filter((section) => section.missing === null)
        .map(({ name, title, blocks }) => (
          <Section key={name} aria-labelledby={name}>
            <h2 id={name}>{title}</h2>
            <Blocks blocks={blocks} title={title} words={words} />
          </Section>
        ))}
    </>
  )
}

/** A study of it is open, and keeps its outcomes to itself: also those that were frozen. */
function Withheld({ report, words }: Props) {
  return (
    <Notice className="mt-6">
      <Prose>{words.withheld}</Prose>
      <ul className="mt-2 list-none">
        {report.withheld.map(({ id, title }) => (
          <li key={id}>
            <Link href={`/studies/${id}/results`}>
              {words.toResults} “{title}”
            </Link>
          </li>
        ))}
      </ul>
    </Notice>
  )
}
