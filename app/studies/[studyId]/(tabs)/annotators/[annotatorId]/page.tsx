import type { Metadata } from 'next'
import Link from 'next/link'
import { AnnotatorButtons } from '@/components/people/annotator-buttons'
import { AnnotatorFacts } from '@/components/people/annotator-facts'
import { AnnotatorHistory } from '@/components/people/annotator-history'
import { AuditTable } from '@/components/people/audit-table'
import { concernWords } from '@/components/study/monitor/concern-words'
import { LinkButton } from '@/components/ui/link-button'
import { Notice } from '@/components/ui/notice'
import { Section, Titles } from '@/components/ui/section'
import { Note } from '@/components/ui/text'
import { countGiven } from '@/lib/annotators/count-given'
import { countAnnotator, countOutcomes, readAnnotator } from '@/lib/annotators/read-annotator'
import { readHistory } from '@/lib/annotators/read-history'
import { listAnnotatorAudit } from '@/lib/audit/queries'
import { itemHref } from '@/lib/explorer/item-query'
import { readConcerns } from '@/lib/monitor/read-concerns'
import { oneOf } from '@/lib/search-params'
import { gate, pageAccess } from '@/lib/server/page'
import { deactivate, exclude, include, reactivate } from '../actions'

export const metadata: Metadata = { title: 'Annotator' }

const acts = { deactivate, reactivate, exclude, include }

type Props = PageProps<'/studies/[studyId]/annotators/[annotatorId]'>

export default async function AnnotatorPage({ params, searchParams }: Props) {
  const { studyId, annotatorId } = await params
  const access = await pageAccess(studyId, 'annotators:manage')
  const annotator = await gate(() => readAnnotator(access, annotatorId))
  const before = oneOf(await searchParams, 'before')
  const [counts, outcomes, given, history, entries, concerns] = await Promise.all([
    countAnnotator(access, annotatorId),
    countOutcomes(access, annotatorId),
    countGiven(access, annotatorId),
    readHistory(access, annotatorId, before ?? undefined),
    listAnnotatorAudit(access, annotator.code),
    readConcerns(access),
  ])
  const flags = concerns.get(annotatorId) ?? []
  const here = `/studies/${studyId}/annotators/${annotatorId}`
  const { code, deactivatedAt, excludedAt } = annotator
  const isModel = annotator.group.kind === 'LLM'
  const known = { studyId, annotatorId, code, isPerson: !isModel && !annotator.simulated }
  const isOut = { isDeactivated: deactivatedAt !== null, isExcluded: excludedAt !== null }
  return (
    <>
      <Note>
        <Link href={`/studies/${studyId}/annotators`}>All annotators</Link>
      </Note>
      <Titles>
        <h1>{code}</h1>
        <AnnotatorButtons annotator={{ ...known, ...isOut, isExploratory: annotator.exploratory }} acts={acts} />
      </Titles>
      <AnnotatorFacts annotator={annotator} counts={counts} outcomes={outcomes} given={given} />
      {flags.length > 0 && (
        <Notice kind="caution" className="mt-5">
          {flags.map(concernWords).join(' ')} Nothing is excluded unless you do it.
        </Notice>
      )}
      {isModel && (
        <Note className="mt-5">
          A language model.{' '}
          {annotator.llm === null ? (
            'Its verdicts were brought in: what it was asked is not known here.'
          ) : (
            <Link href={`${here}/calls`}>Its calls, each with request and answer</Link>
          )}
        </Note>
      )}
      <Section aria-labelledby="done">
        <h2 id="done">What {code} did</h2>
        <AnnotatorHistory
          pairs={history.pairs}
          isRating={annotator.study.protocol === 'RATING'}
          isClosed={annotator.study.status === 'CLOSED'}
          itemAt={history.isShown ? (number) => itemHref(studyId, number, { annotator: code }) : null}
        />
        <div className="flex flex-wrap items-center gap-[0.6rem] mt-4">
          {before && <LinkButton href={here}>Newest</LinkButton>}
          {history.next && <LinkButton href={`${here}?before=${history.next}`}>Older</LinkButton>}
        </div>
      </Section>
      <Section aria-labelledby="about">
        <h2 id="about">What was done about {code}</h2>
        <AuditTable rows={entries} ofStudy />
      </Section>
    </>
  )
}
