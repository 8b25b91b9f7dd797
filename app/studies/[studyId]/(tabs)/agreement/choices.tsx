import Link from 'next/link'
import { CONTROLS } from '@/components/study/controls-look'
import { fieldLabel } from '@/components/ui/field-look'
import { Segmented } from '@/components/ui/segmented'
import { AGREEMENT_REFERENCES, type ReferenceName } from '@/lib/agreement/agreement-references'
import { AGREEMENT_SETS, type AgreementSet, chooseSet } from '@/lib/agreement/agreement-set'
import type { Agreement } from '@/lib/agreement/measure-agreement'
import { type FigureQuery, figureSearch } from '@/lib/figures/figure-query'

type Props = { address: string; query: FigureQuery; agreement: Agreement; sharedItems: number }

/** On which items agreement is shown, and beside whose: links, so that the address says what is seen. */
export function Choices({ address, query, agreement, sharedItems }: Props) {
  const set = chooseSet(query.set, agreement)
  const href = (change: Partial<FigureQuery>) => `${address}${figureSearch({ ...query, ...change })}`
  return (
    <div className={CONTROLS}>
      <LinkChoice
        label="Items"
        choices={(Object.keys(AGREEMENT_SETS) as AgreementSet[])
          .filter((name) => name === set || name === 'pairable' || (agreement.shared?.items ?? 0) > 0)
          .map((name) => ({ name, label: AGREEMENT_SETS[name].label, href: href({ set: name }) }))}
        chosen={set}
      />
      <LinkChoice
        label="Published values"
        choices={[
          { name: 'none', label: 'None', href: href({ reference: null }) },
          ...(Object.keys(AGREEMENT_REFERENCES) as ReferenceName[]).map((name) => ({
            name,
            label: AGREEMENT_REFERENCES[name].label,
            href: href({ reference: name }),
          })),
        ]}
        chosen={query.reference ?? 'none'}
      />
      <p className="-mt-[0.55rem] basis-full text-xs text-ink-2">{setWords(set, agreement, sharedItems)}</p>
    </div>
  )
}

type Choice = { name: string; label: string; href: string }

function LinkChoice({ label, choices, chosen }: { label: string; choices: readonly Choice[]; chosen: string }) {
  return (
    <nav aria-label={label}>
      <span className={fieldLabel()} aria-hidden="true">
        {label}
      </span>
      <Segmented>
        {choices.map(({ name, label: words, href }) => (
          <Link key={name} href={href} scroll={false} aria-current={name === chosen ? 'true' : undefined}>
            {words}
          </Link>
        ))}
      </Segmented>
    </nav>
  )
}

/** What the set is, and why it is the one shown where nobody chose. */
function setWords(set: AgreementSet, { shared }: Agreement, sharedItems: number): string {
  const { what } = AGREEMENT_SETS[set]
  if (set === 'shared') return `${what}. Agreement is shown on it unless everything pairable is asked for.`
  if (sharedItems === 0) return `${what}. The design has no shared set.`
  if ((shared?.items ?? 0) === 0)
    return `${what}. No item of the shared set has been judged by two annotators yet; as soon as one has, the set is shown apart.`
  return `${what}. Which pairs of annotators meet here depends on who judged how much; on the shared set everybody meets everybody.`
}
