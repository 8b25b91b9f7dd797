import { Fragment } from 'react'
import { Notice } from '@/components/ui/notice'
import { RowsLink } from '@/components/ui/rows-link'
import { ScrollX } from '@/components/ui/scroll-x'
import { Section } from '@/components/ui/section'
import { NumberCell, Table } from '@/components/ui/table'
import { TableHead } from '@/components/ui/table-head'
import { Note } from '@/components/ui/text'
import { type ItemQuery, itemsHref } from '@/lib/explorer/item-query'
import { componentWords } from '@/lib/figures/comparisons'
import { percent, wholeNumber } from '@/lib/numbers/percent'
import type { Edge, Strengths, Whose } from '@/lib/rankings/strengths'
import { byOf } from './by-of'

/** Which pairs some judged, and the systems that no verdict of theirs is about. */
type Given = { strengths: Strengths; unjudged: readonly string[] }

type Props = {
  studyId: string
  criterion: number
  /** Of people and of language models apart, where both judged. */
  given: readonly Given[]
  children: React.ReactNode
}

/** Which systems met: the graph, what it means where it falls apart, and each pair's verdicts. */
export function Comparisons({ studyId, criterion, given, children }: Props) {
  return (
    <Section aria-labelledby="graph">
      <h2 id="graph">What was compared with what</h2>
      {given.map((one, place) => (
        <Fragment key={one.strengths.whose}>
          {given.length > 1 && <h3 className="mt-10">{BY[one.strengths.whose]}</h3>}
          <Apart components={one.strengths.components} />
          {place === 0 && children}
          <Pairs {...{ ...one, studyId, criterion }} isOneOfTwo={given.length > 1} />
        </Fragment>
      ))}
    </Section>
  )
}

const BY: Record<Whose, string> = { everybody: 'By everybody', people: 'By people', models: 'By language models' }

function Apart({ components }: Pick<Strengths, 'components'>) {
  if (components.length <= 1) return null
  return (
    <Notice kind="caution">
      The systems fall into {components.length} groups that never met: {componentWords(components)}. No scale holds them
      all.
    </Notice>
  )
}

type PairsProps = Omit<Props, 'given' | 'children'> & Given & { isOneOfTwo: boolean }

function Pairs({ studyId, criterion, strengths: { edges, whose }, unjudged, isOneOfTwo }: PairsProps) {
  return (
    <>
      <ScrollX
        label={isOneOfTwo ? `Pairs compared by ${whose}` : 'Pairs compared'}
        className={isOneOfTwo && whose === 'models' ? 'mt-4 max-w-[56rem]' : 'mt-6 max-w-[56rem]'}
      >
        <Table>
          <TableHead words={['System', 'Against']} numbers={['n', 'Wins', 'Ties', 'Losses', 'Score, %']} />
          <tbody>
            {edges.map((edge) => (
              <EdgeRow
                key={`${edge.first} ${edge.second}`}
                studyId={studyId}
                criterion={criterion}
                whose={whose}
                edge={edge}
              />
            ))}
            {unjudged.map((system) => (
              <tr key={system}>
                <th scope="row">{system}</th>
                <td colSpan={6} className="text-ink-2">
                  no judgments yet
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      </ScrollX>
      {whose === 'models' && (
        <Note>
          Each model’s verdicts on an item count as one, both orders averaged; the list behind a number has them all.
        </Note>
      )}
    </>
  )
}

type RowProps = { studyId: string; criterion: number; whose: Whose; edge: Edge }

function EdgeRow({ studyId, criterion, whose, edge: { first, second, wins, ties, losses } }: RowProps) {
  const n = wins + ties + losses
  // What a model said in two orders is one verdict here: no single row of the list is it.
  const open = (only: ItemQuery['outcome']) => {
    const outcome = whose === 'models' ? null : only
    return itemsHref(studyId, { system: first, against: second, show: 'counted', by: byOf(whose), outcome, criterion })
  }
  const counts = [
    { name: 'n', of: n, href: open(null) },
    { name: 'wins', of: wins, href: open('win') },
    { name: 'ties', of: ties, href: open('tie') },
    { name: 'losses', of: losses, href: open('loss') },
  ]
  return (
    <tr>
      <th scope="row">{first}</th>
      <td>{second}</td>
      {counts.map(({ name, of, href }) => (
        <NumberCell key={name}>
          <RowsLink href={of === 0 ? null : href}>{wholeNumber(of)}</RowsLink>
        </NumberCell>
      ))}
      <NumberCell>
        <RowsLink href={open(null)}>{percent((wins + ties / 2) / n)}</RowsLink>
      </NumberCell>
    </tr>
  )
}
