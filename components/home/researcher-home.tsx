import Link from 'next/link'
import { PageHeading } from '@/components/ui/heading'
import { LinkButton } from '@/components/ui/link-button'
import type { ManageActs } from '@/components/ui/manage-thing'
import { Titles } from '@/components/ui/section'
import { Prose } from '@/components/ui/text'
import type { StudyList } from '@/lib/studies/list-studies'
import { STUDIES_A_PAGE, type StudyQuery, studiesHref } from '@/lib/studies/study-query'
import { StudySearch } from './study-search'
import { StudyTable } from './study-table'

type Props = { list: StudyList; query: StudyQuery; mayImport: boolean; manage: ManageActs<{ studyId: string }> }

/** A researcher's studies, and the ways to a new one. */
export function ResearcherHome({ list: { rows, total }, query, mayImport, manage }: Props) {
  const isNarrowed = query.words !== '' || query.show !== 'current' || query.page > 1
  const isEmpty = !isNarrowed && rows.every(({ origin }) => origin === 'RECONSTRUCTED')
  return (
    <section aria-labelledby="studies">
      <Titles>
        <PageHeading id="studies">Studies</PageHeading>
        <div className="flex flex-wrap items-center gap-[0.6rem]">
          {mayImport && <LinkButton href="/studies/import">Bring in a finished study</LinkButton>}
          <LinkButton href="/studies/new" look="primary">
            New study
          </LinkButton>
        </div>
      </Titles>
      {isEmpty ? (
        <Prose className="mt-5">No studies of yours yet. First steps above say how to make one.</Prose>
      ) : (
        <StudySearch query={query} />
      )}
      {rows.length > 0 && <StudyTable studies={rows} manage={manage} now={new Date()} />}
      {rows.length === 0 && isNarrowed && (
        <p className="mt-5 text-ink-2">
          No study is like this. <Link href="/">Show the current ones</Link>
        </p>
      )}
      <Pages query={query} total={total} />
      <p className="mt-5 flex flex-wrap gap-x-6 gap-y-1 text-sm">
        <Link href="/words">What our words mean</Link>
        <Link href="/statistics">How the numbers are checked</Link>
      </p>
    </section>
  )
}

function Pages({ query, total }: { query: StudyQuery; total: number }) {
  const last = Math.max(1, Math.ceil(total / STUDIES_A_PAGE))
  if (last === 1) return null
  return (
    <nav className="mt-4 flex flex-wrap items-center gap-4" aria-label="Pages">
      {query.page > 1 && <Link href={studiesHref(query, query.page - 1)}>Previous</Link>}
      <span className="text-ink-2">
        Page {query.page} of {last}, {total.toLocaleString('en')} studies
      </span>
      {query.page < last && <Link href={studiesHref(query, query.page + 1)}>Next</Link>}
    </nav>
  )
}
