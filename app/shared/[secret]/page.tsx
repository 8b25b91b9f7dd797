import type { Metadata } from 'next'
import { ComparedResults } from '@/app/studies/[studyId]/(tabs)/results/shared/compared-results'
import { RatedOnes } from '@/app/studies/[studyId]/(tabs)/results/shared/rated-ones'
import { Frame } from '@/components/ui/frame'
import { Note } from '@/components/ui/text'
import { toFigureQuery } from '@/lib/figures/figure-query'
import { openResultsLink } from '@/lib/results/results-links'
import { readResultsPage } from '@/lib/results/results-page'
import { gate } from '@/lib/server/page'

export const metadata: Metadata = { title: 'Results', robots: { index: false, follow: false } }

/** The results of a closed study for whoever has its link: figures and numbers, and no way from there into the study. */
export default async function SharedResultsPage({ params }: PageProps<'/shared/[secret]'>) {
  const { secret } = await params
  const access = await gate(() => openResultsLink(secret))
  const query = toFigureQuery({})
  const { seen } = await readResultsPage(access, query)
  if (seen === null) return null
  const { study } = (seen.figure ?? seen.ratings).result
  return (
    <Frame crumbs={[{ label: study.title }, { label: 'Results' }]}>
      <h1>{study.title}</h1>
      {seen.figure ? (
        <ComparedResults access={access} query={query} counts={seen.figure} />
      ) : (
        <RatedOnes access={access} query={query} counts={seen.ratings} />
      )}
      <Note className="mt-10">
        The results of a closed study, shown by a link of its researchers. Who judged, single judgments, prompts and
        responses are no part of it.
      </Note>
    </Frame>
  )
}
