import Link from 'next/link'
import { Contents } from '@/components/ui/contents'
import { RowsLink } from '@/components/ui/rows-link'
import { ScrollX } from '@/components/ui/scroll-x'
import { NumberCell, Table } from '@/components/ui/table'
import { Beside, Note, Standfirst } from '@/components/ui/text'
import type { AnyAnalysis } from '@/lib/analysis/analyse'
import type { AnalysisPage } from '@/lib/analysis/analysis-page'
import type { AnalysisDone } from '@/lib/analysis/read-analysis'
import type { Access } from '@/lib/auth/access'
import { itemsHref } from '@/lib/explorer/item-query'
import { figureData } from '@/lib/figures/figure-data'
import { type FigureQuery, figureSearch } from '@/lib/figures/figure-query'
import { ofWhom } from '@/lib/figures/ratings/agreement'
import { score, scoreRange } from '@/lib/figures/ratings/rated'
import { makeFigures } from '@/lib/figures/registry'
import { readConcerns } from '@/lib/monitor/read-concerns'
import { count } from '@/lib/numbers/count'
import { wholeNumber } from '@/lib/numbers/percent'
import { MEASURES, type Measure } from '@/lib/ratings/agreement'
import type { RatedGroup } from '@/lib/ratings/analyse-ratings'
import type { AnnotatorPair } from '@/lib/ratings/annotator-pairs'
import { defined } from '@/lib/stats/estimate'
import { AnalysisBehind, SimulatedNote } from '../analysis-pending'
import { FigureSection } from '../figure-section'
import { InterimNotice } from '../results/withheld'
import { byCode } from './by-code'
import { EachTwo, Kappa } from './each-two'
import { Rate } from './rate'
import { RatedBy } from './rated-by'

type Props = {
  access: Access<'study:results'>
  page: AnalysisPage
  done: AnalysisDone<AnyAnalysis>
  query: FigureQuery
}

/** Agreement of a rating study: measures for ordered scales, and who rates high or low. */
export async function RatingAgreement({ access, page, done, query }: Props) {
  const { analysis } = done
  if (analysis.protocol !== 'RATING') return null
  const { studyId } = access
  const { criterion } = page.study
  const view = { studyId, search: figureSearch(query) }
  const [made, found] = await Promise.all([
    makeFigures(figureData(access, query, { page }), 'rating-agreement', 'severity'),
    readConcerns(access),
  ])
  const concerns = byCode(page.study.people, found)
  const [all] = analysis.groups
  const items = all?.agreement.items ?? 0
  const what = page.study.unit === 'TURN' ? 'turn' : 'response'
  return (
    <>
      <Standfirst>
        {items === 0 ? (
          `No ${what} was rated by two annotators, so nothing is known of their agreement.`
        ) : (
          <>
            {count(items, `${what} was`, `${what}s were`)} rated by more than one annotator. How far do they say the
            same?
          </>
        )}
      </Standfirst>
      <AnalysisBehind analysis={done} />
      <SimulatedNote study={page.study} />
      <div className="mt-4">
        <InterimNotice visibility={page.visibility} />
      </div>
      <Contents />
      <FigureSection {...view} id="measures" title="Measures" figure={made['rating-agreement']} />
      <Measures studyId={studyId} criterion={criterion} groups={analysis.groups} />
      <FigureSection {...view} id="severity-of-annotators" title="Annotators" figure={made.severity} />
      <RatedBy {...{ studyId, criterion, concerns }} annotators={analysis.annotators} />
      <Pairs studyId={studyId} criterion={criterion} pairs={analysis.annotatorPairs} what={what} />
      <Note>
        <Link href={itemsHref(studyId, { show: 'any', criterion })}>Items on which ratings differ most</Link> are listed
        first on Items.
      </Note>
    </>
  )
}

type MeasuresProps = { studyId: string; criterion: number; groups: readonly RatedGroup[] }

/** Every measure, or why it is not defined, a column for all annotators and one for each group. */
function Measures({ studyId, criterion, groups }: MeasuresProps) {
  const shown = groups.filter(({ agreement }) => agreement.pairs > 0)
  if (shown.length === 0) return null
  return (
    <ScrollX label="Measures of agreement" className="mt-8">
      <Table className="min-w-[40rem]">
        <thead>
          <tr>
            <th scope="col">Measure</th>
            {shown.map(({ group }) => (
              <NumberCell key={ofWhom(group)} scope="col" as="th">
                {ofWhom(group)}
              </NumberCell>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">Pairs of ratings</th>
            {shown.map(({ group, agreement }) => (
              <NumberCell key={ofWhom(group)}>
                <RowsLink href={itemsHref(studyId, { group, show: 'met', criterion })}>
                  {wholeNumber(agreement.pairs)}
                </RowsLink>
              </NumberCell>
            ))}
          </tr>
          {(Object.keys(MEASURES) as Measure[]).map((name) => (
            <tr key={name}>
              <th scope="row">{MEASURES[name]}</th>
              {shown.map(({ group, agreement }) => {
                const of = agreement.measures[name]
                return (
                  <NumberCell key={ofWhom(group)}>
                    {of.defined ? (
                      <>
                        <RowsLink href={itemsHref(studyId, { group, show: 'met', criterion })}>
                          {score(of.value.value)}
                        </RowsLink>{' '}
                        <Beside>{scoreRange(of.value.interval)}</Beside>
                      </>
                    ) : (
                      <span className="text-ink-3" title={of.reason}>
                        not defined
                      </span>
                    )}
                  </NumberCell>
                )
              })}
            </tr>
          ))}
        </tbody>
      </Table>
    </ScrollX>
  )
}

type PairsProps = { studyId: string; criterion: number; pairs: readonly AnnotatorPair[]; what: 'turn' | 'response' }

function Pairs({ studyId, criterion, pairs, what }: PairsProps) {
  if (pairs.length === 0) return null
  return (
    <section className="mt-5" aria-label="Agreement by pair">
      <EachTwo
        pairs={[...pairs].sort((a, b) => a.exact - b.exact || b.items - a.items)}
        intervals="the same option, clustered by prompt; κ, its standard error"
        numbers={[what === 'turn' ? 'Turns' : 'Responses', 'The same, %', 'κ', 'κ, linear', 'κ, quadratic']}
        cells={({ one, other, items, exact, interval, ...kappas }) => {
          const href = itemsHref(studyId, { annotator: one, beside: other, criterion })
          return (
            <>
              <NumberCell>
                <RowsLink href={href}>{wholeNumber(items)}</RowsLink>
              </NumberCell>
              <Rate of={defined({ mean: exact, interval })} href={href} />
              {(['kappa', 'linearKappa', 'quadraticKappa'] as const).map((name) => (
                <Kappa key={name} of={kappas[name]} href={href} />
              ))}
            </>
          )
        }}
      />
    </section>
  )
}
