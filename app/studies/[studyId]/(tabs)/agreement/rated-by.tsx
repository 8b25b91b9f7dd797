import { Concerns } from '@/components/study/monitor/concerns'
import { RowsLink } from '@/components/ui/rows-link'
import { ScrollX } from '@/components/ui/scroll-x'
import { Section } from '@/components/ui/section'
import { NumberCell, Table } from '@/components/ui/table'
import { Beside } from '@/components/ui/text'
import { itemsHref } from '@/lib/explorer/item-query'
import { score, scoreRange } from '@/lib/figures/ratings/rated'
import { repeatWords } from '@/lib/figures/ratings/severity'
import type { Concern } from '@/lib/monitor/concerns'
import { wholeNumber } from '@/lib/numbers/percent'
import type { Leniency } from '@/lib/ratings/leniency'
import { valueOrNull } from '@/lib/stats/estimate'

type Props = {
  studyId: string
  criterion: number
  annotators: readonly Leniency[]
  /** What the monitor says of them, by their codes. */
  concerns: ReadonlyMap<string, readonly Concern[]>
}

/** How each annotator rates, beside the others. Flags are to look into: nobody is left out by them. */
export function RatedBy({ studyId, criterion, annotators, concerns }: Props) {
  if (annotators.length === 0) return null
  return (
    <Section aria-label="Annotators in numbers">
      <ScrollX label="Annotators">
        <Table className="min-w-[44rem]">
          <thead>
            <tr>
              <th scope="col">Annotator</th>
              <th scope="col">Group</th>
              {['Rated', 'Mean score', 'Less others’', 'Distance', 'Repeats same'].map((head) => (
                <NumberCell key={head} scope="col" as="th">
                  {head}
                </NumberCell>
              ))}
              <th scope="col">Flags</th>
            </tr>
          </thead>
          <tbody>
            {annotators.map(({ code, group, simulated, ratings, mean, fromOthers, distance, repeats }) => {
              const own = itemsHref(studyId, { annotator: code, criterion })
              const beside = itemsHref(studyId, { annotator: code, show: 'panel', criterion })
              return (
                <tr key={code}>
                  <th scope="row">
                    {code}
                    {simulated && <span className="text-ink-2"> simulated</span>}
                  </th>
                  <td>{group}</td>
                  <NumberCell>
                    <RowsLink href={own}>{wholeNumber(ratings)}</RowsLink>
                  </NumberCell>
                  <NumberCell>{mean === null ? '–' : <RowsLink href={own}>{score(mean)}</RowsLink>}</NumberCell>
                  {[fromOthers, distance].map((of, k) => {
                    const value = valueOrNull(of)
                    return (
                      <NumberCell key={k === 0 ? 'signed' : 'distance'}>
                        {value ? (
                          <>
                            <RowsLink href={beside}>{score(value.mean)}</RowsLink>{' '}
                            <Beside>{scoreRange(value.interval)}</Beside>
                          </>
                        ) : (
                          '–'
                        )}
                      </NumberCell>
                    )
                  })}
                  <NumberCell>
                    <RowsLink
                      href={
                        repeats.rated === 0 ? null : itemsHref(studyId, { annotator: code, show: 'again', criterion })
                      }
                    >
                      {repeatWords(repeats)}
                    </RowsLink>
                  </NumberCell>
                  <td className="min-w-48">
                    <Concerns of={concerns.get(code) ?? []} />
                  </td>
                </tr>
              )
            })}
          </tbody>
        </Table>
      </ScrollX>
    </Section>
  )
}
