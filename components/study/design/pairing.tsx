'use client'

import { Select } from '@/components/ui/select'
import type { DesignChoices } from '@/lib/designs/design-choices'
import type { ComparisonDesign } from '@/lib/designs/schema'
import { type Comparisons, pairsOf } from '@/lib/protocols/comparison/design'
import { ListedPairs } from './listed-pairs'
import type { KindProps } from './part'
import { Systems, systemOptions } from './systems'

const PAIRINGS: Record<Comparisons['pairing'], string> = {
  FOCAL: 'Focal system against each baseline',
  ALL: 'All pairs of some systems',
  LISTED: 'A listed set of pairs',
}

/** Which systems meet. `total` is how many prompts they should have answered. */
export function Pairing({
  design,
  change,
  errors,
  choices,
  total,
}: KindProps<ComparisonDesign> & { choices: DesignChoices; total: number }) {
  const { comparisons } = design
  const systems = systemOptions(choices, design, total)
  const set = (next: Comparisons) => change({ comparisons: next })
  const hasSet = Boolean(design.promptSetId)
  const empty = hasSet ? 'This set needs the outputs of two systems.' : 'Choose a prompt set first.'
  return (
    <>
      <Select
        label="Pairing"
        placeholder="Choose"
        value={comparisons.pairing}
        onChange={(pairing) => set(repaired(comparisons, pairing as Comparisons['pairing']))}
        options={Object.entries(PAIRINGS).map(([value, label]) => ({ value, label }))}
        errors={errors('comparisons.pairing')}
      />
      {comparisons.pairing === 'FOCAL' && (
        <>
          <Select
            label="Focal system"
            placeholder={hasSet ? 'Choose the system in question' : 'Choose a prompt set first'}
            value={comparisons.focalSystemId}
            onChange={(focalSystemId) => {
              const baselineIds = comparisons.baselineIds.filter((id) => id !== focalSystemId)
              set({ ...comparisons, focalSystemId, baselineIds })
            }}
            options={systems.map(({ id, name, coverage }) => ({
              value: id,
              label: coverage ? `${name} (${coverage})` : name,
            }))}
            errors={errors('comparisons.focalSystemId')}
          />
          <Systems
            empty={empty}
            label="Baselines"
            systems={systems.filter(({ id }) => id !== comparisons.focalSystemId)}
            chosen={comparisons.baselineIds}
            choose={(baselineIds) => set({ ...comparisons, baselineIds })}
            errors={errors('comparisons.baselineIds')}
          />
        </>
      )}
      {comparisons.pairing === 'ALL' && (
        <Systems
          {...{ systems, empty }}
          label="Systems"
          chosen={comparisons.systemIds}
          choose={(systemIds) => set({ ...comparisons, systemIds })}
          errors={errors('comparisons.systemIds')}
        />
      )}
      {comparisons.pairing === 'LISTED' && (
        <ListedPairs
          {...{ systems, hasSet }}
          pairs={comparisons.pairs}
          set={(pairs) => set({ ...comparisons, pairs })}
          errors={(field) => errors(`comparisons.pairs${field}`)}
        />
      )}
    </>
  )
}

/** The same systems under another plan, as far as it can name them. */
function repaired(comparisons: Comparisons, pairing: Comparisons['pairing']): Comparisons {
  const pairs = pairsOf(comparisons).filter(({ a, b }) => a && b)
  if (pairing === 'LISTED') return { pairing, pairs: pairs.length > 0 ? pairs : [{ a: '', b: '' }] }
  const systemIds = [...new Set(pairs.flatMap(({ a, b }) => [a, b]))]
  if (pairing === 'ALL') return { pairing, systemIds }
  const [focalSystemId = '', ...baselineIds] = systemIds
  return { pairing, focalSystemId, baselineIds }
}
