import { RowsLink } from '@/components/ui/rows-link'
import { ScrollX } from '@/components/ui/scroll-x'
import { NumberCell, Table } from '@/components/ui/table'
import { TableHead } from '@/components/ui/table-head'
import { Beneath } from '@/components/ui/text'
import { AGREEMENT_ROUNDS, type Coefficient } from '@/lib/agreement/group-agreement'
import type { ShownAgreement, ShownPair } from '@/lib/agreement/show-agreement'
import { itemsHref } from '@/lib/explorer/item-query'
import { ac1Heads, ac1Of, ac1Sentence, emptyWords, ofShown, pairHref, pairName } from '@/lib/figures/agreement-rows'
import { limits, signed } from '@/lib/figures/cells'
import { wholeNumber } from '@/lib/numbers/percent'
import { Rate, Undefined } from './rate'

const HEADS = ['Tie-discounted, %', 'Exact, %', 'Cohen’s κ', 'Linear κ', 'Krippendorff’s α, ordinal']

type Props = { studyId: string; shown: ShownAgreement }

/** The same labels under several coefficients, for each two groups; those that share no item say so. */
export function Coefficients({ studyId, shown }: Props) {
  const heads = [...HEADS, ...ac1Heads(shown)]
  return (
    <ScrollX label="Coefficients by groups">
      <Table className="[&_tbody_th]:min-w-28">
        <caption>
          Over all pairs of labels on the same item. 95% intervals: clustered by prompt for the two rates, cut to 0 and
          100%; for the coefficients, {AGREEMENT_ROUNDS} bootstrap rounds over prompts. {ac1Sentence(shown)}
        </caption>
        <TableHead words={['Groups']} numbers={['Label pairs', ...heads]} />
        <tbody>
          {shown.matrix.map((pair) => (
            <tr key={pair.groups.join('/')}>
              <th scope="row">{pairName(pair)}</th>
              {pair.pairs === 0 ? (
                <td colSpan={1 + heads.length} className="text-ink-2">
                  {emptyWords(pair)}
                </td>
              ) : (
                <PairCells shown={shown} pair={pair} href={pairHref(studyId, shown, pair)} />
              )}
            </tr>
          ))}
        </tbody>
      </Table>
    </ScrollX>
  )
}

type CellsProps = { shown: ShownAgreement; pair: ShownPair; href: string }

function PairCells({ shown, pair, href }: CellsProps) {
  const coefficients = [pair.kappa, pair.linearKappa, pair.alphaOrdinal, ...ac1Of(shown, pair)]
  return (
    <>
      <NumberCell>
        <RowsLink href={href}>{wholeNumber(pair.pairs)}</RowsLink>
      </NumberCell>
      <Rate of={pair.tieDiscounted} href={href} />
      <Rate of={pair.exact} href={href} />
      {coefficients.map((of, index) => (
        <Figure key={[...HEADS, ...ac1Heads(shown)][index + 2]} of={of} href={href} />
      ))}
    </>
  )
}

/** Coefficients of more than two annotators at once. */
export function Panel({ studyId, shown }: Props) {
  return (
    <ScrollX label="Coefficients of all annotators together" className="mt-8">
      <Table className="[&_tbody_th]:min-w-28">
        <caption>
          All annotators together, missing labels allowed. Intervals of α: {AGREEMENT_ROUNDS} bootstrap rounds over
          prompts; of κ and AC1: Gwet’s standard errors over items, cut to −1 and 1. {ac1Sentence(shown)}
        </caption>
        <TableHead
          words={['Annotators']}
          numbers={['Items shared', 'Fleiss’ κ', 'Krippendorff’s α, nominal', 'α, ordinal', ...ac1Heads(shown)]}
        />
        <tbody>
          {shown.panel.map(({ group, items, fleiss, alphaNominal, alphaOrdinal, ...ac1 }) => {
            const among = group === null ? { show: 'met' as const } : { group, with: group }
            const href = items === 0 ? null : itemsHref(studyId, { ...among, ...ofShown(shown) })
            return (
              <tr key={group ?? ''}>
                <th scope="row">{group ?? 'All'}</th>
                <NumberCell>
                  <RowsLink href={href}>{wholeNumber(items)}</RowsLink>
                </NumberCell>
                <Figure of={fleiss} href={href} />
                <Figure of={alphaNominal} href={href} />
                <Figure of={alphaOrdinal} href={href} />
                {ac1Of(shown, ac1).map((of, index) => (
                  <Figure key={ac1Heads(shown)[index]} of={of} href={href} />
                ))}
              </tr>
            )
          })}
        </tbody>
      </Table>
    </ScrollX>
  )
}

function Figure({ of, href }: { of: Coefficient; href: string | null }) {
  if (!of.defined) return <Undefined reason={of.reason} />
  const two = (value: number) => signed(value, 2)
  return (
    <NumberCell>
      <RowsLink href={href}>{two(of.value.value)}</RowsLink>
      <Beneath>{limits(of.value.interval, two)}</Beneath>
    </NumberCell>
  )
}
