import { RowsLink } from '@/components/ui/rows-link'
import { ScrollX } from '@/components/ui/scroll-x'
import { NumberCell, Table } from '@/components/ui/table'
import { TableHead } from '@/components/ui/table-head'
import { Note, Standfirst } from '@/components/ui/text'
import { type ItemQuery, itemsHref } from '@/lib/explorer/item-query'
import { NONE } from '@/lib/figures/cells'
import { RANKS, shownStrengths } from '@/lib/figures/strengths'
import type { ModelStrengths, Strengths, SystemStrength } from '@/lib/rankings/strengths'
import type { Estimate } from '@/lib/stats/estimate'
import { byOf } from './by-of'

const HEADS = ['Strength', '95%, by prompt', '95%, bootstrap', 'Rank', 'Ranks, bootstrap']

/** Strengths of some, and the systems that no verdict of theirs is about. */
type Given = { strengths: Strengths; unjudged: readonly string[] }

type Props = {
  studyId: string
  criterion: number
  /** Of people and of language models apart, where both judged. */
  given: readonly Given[]
  children: React.ReactNode
}

/** Strengths under one model as the figure, and every model's numbers below. */
export function Models({ studyId, criterion, given, children }: Props) {
  return (
    <section aria-labelledby="strengths-head">
      <h2 id="strengths-head" className="sr-only">
        Strengths
      </h2>
      {given.some(({ strengths }) => shownStrengths(strengths).defined) && children}
      {given.map((one) => (
        <Numbers
          key={one.strengths.whose}
          {...{ ...one, studyId, criterion }}
          by={given.length > 1 ? one.strengths.whose : null}
        />
      ))}
      {given.some(({ strengths }) => !sharedReason(strengths)) && <Note>{RANKS}</Note>}
    </section>
  )
}

/** What keeps all models from a scale, such as systems that never met, is said once; null where they differ. */
function sharedReason({ davidson, tiesAsHalf, raoKupper }: Strengths): string | null {
  const [first, ...more] = [davidson, tiesAsHalf, raoKupper].map((model) => (model.defined ? null : model.reason))
  return first !== undefined && more.every((reason) => reason === first) ? first : null
}

type NumbersProps = Omit<Props, 'given' | 'children'> & Given & { by: Strengths['whose'] | null }

/** Every model's strengths by the same annotators. @param by whose they are, where others' stand beside them */
function Numbers({ studyId, criterion, strengths, unjudged, by: whose }: NumbersProps) {
  const { davidson, tiesAsHalf, raoKupper } = strengths
  const shown = shownStrengths(strengths)
  const by = byOf(strengths.whose)
  const of = { studyId, criterion, by, unjudged }
  const said = whose ? ` by ${whose}` : ''
  return (
    <>
      {whose && <h3 className="mt-10">By {whose === 'models' ? 'language models' : whose}</h3>}
      {!shown.defined && (
        <Standfirst>
          No strength{said}: {shown.reason}
        </Standfirst>
      )}
      {sharedReason(strengths) === null && (
        <>
          <ModelTable name="Davidson" said={said} of={davidson} {...of} />
          <ModelTable name="Ties as half" said={said} of={tiesAsHalf} {...of} />
          <ModelTable name="Rao–Kupper" said={said} of={raoKupper} {...of} />
        </>
      )}
      <Note>
        {davidson.defined && raoKupper.defined && 'AIC is comparable between Davidson and Rao–Kupper. '}
        Online Elo (K = 4, in the order of judging, for comparison only):{' '}
        {strengths.elo.map(({ system, strength }, index) => (
          <span key={system}>
            {index > 0 && '; '}
            <bdi>{system}</bdi>{' '}
            <RowsLink href={itemsHref(studyId, { system, show: 'counted', by, criterion })}>
              {strength.toFixed(0)}
            </RowsLink>
          </span>
        ))}
        .
      </Note>
    </>
  )
}

type TableProps = Behind & Pick<Given, 'unjudged'> & { name: string; said: string; of: Estimate<ModelStrengths> }

/** What a strength rests on. */
type Behind = Pick<Props, 'studyId' | 'criterion'> & Pick<ItemQuery, 'by'>

function ModelTable({ studyId, criterion, by, name, said, of, unjudged }: TableProps) {
  if (!of.defined)
    return (
      <Note>
        <strong>{name}.</strong> Not defined: {of.reason}
      </Note>
    )
  return (
    <ScrollX label={`Strengths${said}, ${name}`} className="mt-8 max-w-[56rem]">
      <Table>
        <caption>
          <strong>{name}.</strong> Elo scale, mean 1000; AIC {of.value.aic.toFixed(1)}.
        </caption>
        <TableHead words={['System']} numbers={HEADS} />
        <tbody>
          {of.value.systems.map((own) => (
            <StrengthLine key={own.system} studyId={studyId} criterion={criterion} by={by} own={own} />
          ))}
          {unjudged.map((system) => (
            <tr key={system}>
              <th scope="row">{system}</th>
              <td colSpan={HEADS.length} className="text-ink-2">
                no judgments yet
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </ScrollX>
  )
}

const range = (interval: readonly number[] | null) =>
  interval ? interval.map((limit) => limit.toFixed(0)).join(' to ') : NONE

/** A system’s strength, which rests on all items with it. */
function StrengthLine({ studyId, criterion, by, own }: Behind & { own: SystemStrength }) {
  const { system, strength, interval, bootstrap, rank, ranks } = own
  const href = itemsHref(studyId, { system, show: 'counted', by, criterion })
  const cells = [strength.toFixed(0), range(interval), range(bootstrap), String(rank), rankRange(ranks)]
  return (
    <tr>
      <th scope="row">
        <RowsLink href={href}>{system}</RowsLink>
      </th>
      {cells.map((text, index) => (
        <NumberCell key={HEADS[index]}>{text === NONE ? NONE : <RowsLink href={href}>{text}</RowsLink>}</NumberCell>
      ))}
    </tr>
  )
}

function rankRange(ranks: readonly number[] | null): string {
  return ranks ? [...new Set(ranks)].join(' to ') : NONE
}
