import type { Metadata } from 'next'
import { aboutDeep } from '@/components/figures/about'
import { comparisonsSource } from '@/components/figures/comparisons'
import { effectsSource } from '@/components/figures/effects'
import { FigureView } from '@/components/figures/figure-view'
import { ratingsSource } from '@/components/figures/ratings'
import { count } from '@/components/ui/count'
import { RowsLink } from '@/components/ui/rows-link'
import { accountOf, type DeepPage, readDeepPage } from '@/lib/analysis/deep/page-deep'
import type { DeepDone } from '@/lib/analysis/deep/read-deep'
import { unjudgedSystems } from '@/lib/analysis/deep/unjudged-systems'
import { figureSearch, toFigureQuery } from '@/lib/analysis/figure-query'
import { itemsHref } from '@/lib/analysis/item-query'
import { pageAccess } from '@/lib/server/page'
import { DeepBehind, DeepPending, SimulatedNote } from '../deep-pending'
import { QuestionChoice } from '../question-choice'
import { InterimNotice } from '../results/withheld'
import { BiasPanel } from './bias-panel'
import { Comparisons } from './comparisons'
import { Models } from './models'
import '@/app/styles/figures.css'
import '../results/results.css'
import './rankings.css'

export const metadata: Metadata = { title: 'Rankings' }

export default async function RankingsPage({ params, searchParams }: PageProps<'/studies/[studyId]/rankings'>) {
  const { studyId } = await params
  const access = await pageAccess(studyId, 'study:results')
  const query = { ...toFigureQuery({}), criterion: toFigureQuery(await searchParams).criterion }
  const page = await readDeepPage(access, query.criterion)
  return (
    <>
      <h1>Rankings</h1>
      <QuestionChoice
        action={`/studies/${studyId}/rankings`}
        questions={page.study.questions}
        chosen={query.criterion}
      />
      {page.deep?.state === 'done' ? (
        <Content studyId={studyId} page={page} deep={page.deep} search={figureSearch(query)} />
      ) : (
        <DeepPending studyId={studyId} page={page} empty={EMPTY} published={PUBLISHED} />
      )}
    </>
  )
}

const EMPTY = 'No judgments yet. Ratings appear once systems have been compared.'
const PUBLISHED = 'Published counts do not tell which prompts were judged, so a rating has no interval.'

type Props = { studyId: string; page: DeepPage; deep: DeepDone; search: string }

function Content({ studyId, page, deep: done, search }: Props) {
  const { at, behind } = done
  const { ratings, bias } = done.deep
  const { criterion } = page.study
  const unjudged = unjudgedSystems(page.study, ratings)
  const about = aboutDeep(studyId, page, { at, isBehind: behind !== null, account: accountOf(done) })
  const systems = ratings.components.flat()
  const [rated, effects] = [ratingsSource(about, ratings, unjudged), effectsSource(about, bias, ratings.judgments)]
  return (
    <>
      <p className="standfirst">
        {count(systems.length, 'system')},{' '}
        <RowsLink href={itemsHref(studyId, { show: 'counted', criterion })}>
          {count(ratings.judgments, 'judgment')}
        </RowsLink>{' '}
        on {count(ratings.prompts, 'prompt')}.
      </p>
      <DeepBehind deep={done} />
      <SimulatedNote study={page.study} />
      <div className="interim">
        <InterimNotice standing={page.standing} />
      </div>
      <Models studyId={studyId} criterion={criterion} ratings={ratings} unjudged={unjudged}>
        {rated && <FigureView studyId={studyId} source={rated} search={search} />}
      </Models>
      <Comparisons studyId={studyId} criterion={criterion} ratings={ratings} unjudged={unjudged}>
        <FigureView studyId={studyId} source={comparisonsSource(about, ratings, unjudged)} search={search} />
      </Comparisons>
      <BiasPanel studyId={studyId} criterion={criterion} bias={bias}>
        {effects && <FigureView studyId={studyId} source={effects} search={search} />}
      </BiasPanel>
    </>
  )
}
