import { RowsLink } from '@/components/ui/rows-link'
import { NumberCell } from '@/components/ui/table'
import { Beside, Note } from '@/components/ui/text'
import {
  hidesConversations,
  ratingHref,
  score,
  scoreRange,
  scoreWords,
  shareMethod,
  unratedNotes,
} from '@/lib/figures/ratings/rated'
import { percent, percentRange, wholeNumber } from '@/lib/numbers/percent'
import type { RatedResults } from '@/lib/ratings/rated-results'
import type { RatedRow } from '@/lib/ratings/rated-stratum'
import { NumbersByGroup } from '../numbers-by-group'

type Props = {
  /** Null where nothing behind the numbers may be opened. */
  studyId: string | null
  result: RatedResults
  rows: readonly RatedRow[]
}

/** The figure's numbers as tables; each opens the rows behind it. */
export function RatedTable({ studyId, result, rows }: Props) {
  return (
    <NumbersByGroup
      rows={rows}
      className="min-w-[46rem]"
      table={(group, own) => <GroupTable studyId={studyId} result={result} group={group} rows={own} />}
    >
      {unratedNotes(rows, result.study.status === 'CLOSED').map((note) => (
        <Note key={note}>{note}</Note>
      ))}
      <Note>
        Scores: {scoreWords(result.options)}. Means have 95% t intervals
        {hidesConversations(result) ? '' : result.unit === 'TURN' ? ' by conversation' : ' by prompt'}.
      </Note>
    </NumbersByGroup>
  )
}

function GroupTable({ studyId, result, group, rows }: Props & { group: string }) {
  const href = studyId === null ? null : ratingHref(result, studyId)
  const { options, unit, method } = result
  const clusters = hidesConversations(result) ? [] : [unit === 'TURN' ? 'Conversations' : 'Prompts']
  return (
    <>
      <caption>
        <strong>{group}.</strong> Percent, with {shareMethod(method, unit)}.
      </caption>
      <thead>
        <tr>
          <th scope="col">System</th>
          {['n', ...clusters, ...options.map(({ label }) => label), 'Mean'].map((head) => (
            <NumberCell key={head} scope="col" as="th">
              {head}
            </NumberCell>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ system, n, prompts, shares, mean }) => {
          const all = href?.({ group, system }) ?? null
          return (
            <tr key={system}>
              <th scope="row" className="max-w-72 min-w-32 break-words">
                {system}
              </th>
              <NumberCell>
                <RowsLink href={all}>{wholeNumber(n)}</RowsLink>
              </NumberCell>
              {clusters.map((name) => (
                <NumberCell key={name}>
                  <RowsLink href={all}>{wholeNumber(prompts)}</RowsLink>
                </NumberCell>
              ))}
              {options.map(({ code }, k) => {
                const share = shares?.[k]
                const behind = share?.count ? (href?.({ group, system, option: code }) ?? null) : null
                return (
                  <NumberCell key={code}>
                    <RowsLink href={behind}>{percent(share?.share ?? 0)}%</RowsLink>{' '}
                    <Beside>{share && percentRange(share.interval)}</Beside>
                  </NumberCell>
                )
              })}
              <NumberCell>
                {mean && (
                  <>
                    <RowsLink href={all}>{score(mean.mean)}</RowsLink> <Beside>{scoreRange(mean.interval)}</Beside>
                  </>
                )}
              </NumberCell>
            </tr>
          )
        })}
      </tbody>
    </>
  )
}
