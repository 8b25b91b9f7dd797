import Link from 'next/link'
import { RowsLink } from '@/components/ui/rows-link'
import { ScrollX } from '@/components/ui/scroll-x'
import { NumberCell, Table } from '@/components/ui/table'
import { TableHead } from '@/components/ui/table-head'
import { Beside, Note, Standfirst } from '@/components/ui/text'
import type { AnyAnalysis } from '@/lib/analysis/analyse'
import type { AnalysisPage } from '@/lib/analysis/analysis-page'
import type { AnalysisDone } from '@/lib/analysis/read-analysis'
import type { Access } from '@/lib/auth/access'
import { figureData } from '@/lib/figures/figure-data'
import { type FigureQuery, figureSearch } from '@/lib/figures/figure-query'
import { definedPairs, pairHref, shownGroups } from '@/lib/figures/ratings/differences'
import { score, scoreRange } from '@/lib/figures/ratings/rated'
import { makeFigures } from '@/lib/figures/registry'
import { count } from '@/lib/numbers/count'
import { pValue } from '@/lib/numbers/p-value'
import { percent, percentRange, wholeNumber } from '@/lib/numbers/percent'
import type { RatedGroup } from '@/lib/ratings/analyse-ratings'
import type { RatedPair } from '@/lib/ratings/pairs'
import { valueOrNull } from '@/lib/stats/estimate'
import { AnalysisBehind, SimulatedNote } from '../analysis-pending'
import { FigureSection } from '../figure-section'
import { InterimNotice } from '../results/withheld'

type Props = {
  access: Access<'study:results'>
  page: AnalysisPage
  done: AnalysisDone<AnyAnalysis>
  query: FigureQuery
}

/** In place of rankings: how far rated systems lie apart, prompt by prompt. Single ratings have no strengths. */
export async function Differences({ access, page, done, query }: Props) {
  const { analysis } = done
  if (analysis.protocol !== 'RATING') return null
  const { studyId } = access
  const groups = shownGroups(analysis.groups, () => true)
  const pairs = groups.reduce((sum, group) => sum + definedPairs(group).length, 0)
  const { differences } = await makeFigures(figureData(access, query, { page }), 'differences')
  return (
    <>
      <Standfirst>
        {pairs === 0
          ? 'No prompt has ratings of two systems, so their difference is not known.'
          : `${count(analysis.systems.length, 'system')} rated on the same prompts: ${count(pairs, 'difference')}, each of two means.`}
      </Standfirst>
      <AnalysisBehind analysis={done} />
      <SimulatedNote study={page.study} />
      <div className="mt-4">
        <InterimNotice visibility={page.visibility} />
      </div>
      <FigureSection
        id="apart"
        title="Differences, prompt by prompt"
        studyId={studyId}
        figure={differences}
        search={figureSearch(query)}
      />
      {groups.map((group) => (
        <PairTable key={group.group} studyId={studyId} criterion={page.study.criterion} of={group} />
      ))}
      <Note>
        Ratings are of single responses: nobody compared two of them, so there are no strengths. Shares and means stand
        on <Link href={`/studies/${studyId}/results`}>Results</Link>.
      </Note>
    </>
  )
}

const HEADS = ['Prompts', 'Difference', 'p', 'p (Holm)', 'Superiority', 'Signed ranks, p (Holm)']

type TableProps = { studyId: string; criterion: number; of: RatedGroup }

function PairTable({ studyId, criterion, of }: TableProps) {
  const pairs = definedPairs(of)
  if (pairs.length === 0) return null
  const group = of.group ?? ''
  return (
    <ScrollX label={`Differences, ${group}`} className="mt-8">
      <Table className="min-w-[54rem]">
        <caption>
          <strong>{group}.</strong> Mean score of the first system less that of the second; superiority: how probably a
          rating of the first is the higher, ties half.
        </caption>
        <TableHead words={['System', 'Against']} numbers={HEADS} />
        <tbody>
          {pairs.map((pair) => (
            <PairLine
              key={pair.systems.join(' ')}
              pair={pair}
              href={pairHref(studyId, group, pair.systems, criterion)}
            />
          ))}
        </tbody>
      </Table>
    </ScrollX>
  )
}

function PairLine({ pair, href }: { pair: RatedPair; href: string }) {
  const { systems, difference, superiority, holm } = pair
  const [mean, better] = [valueOrNull(difference), valueOrNull(superiority)]
  const cells = [
    mean && wholeNumber(mean.n),
    mean && score(mean.mean),
    mean && mean.p !== null && pValue(mean.p),
    holm.difference !== null && pValue(holm.difference),
    better && `${percent(better.mean)}%`,
    holm.ranks !== null && pValue(holm.ranks),
  ]
  const beside = [
    null,
    mean && scoreRange(mean.interval),
    null,
    null,
    better?.interval && percentRange(better.interval),
  ]
  return (
    <tr>
      <th scope="row">{systems[0]}</th>
      <td>{systems[1]}</td>
      {cells.map((cell, k) => (
        <NumberCell key={HEADS[k]}>
          {cell ? <RowsLink href={href}>{cell}</RowsLink> : <span className="text-ink-3">not defined</span>}{' '}
          {beside[k] && <Beside>{beside[k]}</Beside>}
        </NumberCell>
      ))}
    </tr>
  )
}
