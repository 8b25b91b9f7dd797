'use client'

import { Select } from '@/components/ui/select'
import type { DesignChoices } from '@/lib/designs/design-choices'
import { type Comparisons, pairsOf } from '@/lib/protocols/comparison/design'
import { ListedPairs } from './listed-pairs'
import type { PartProps } from './part'
import { type SystemOption, Systems } from './systems'

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
}: PartProps & { choices: DesignChoices; total: number }) {
  const { comparisons, category } = design
  const systems: SystemOption[] = choices.systems
    .filter(({ promptSetId }) => promptSetId === design.promptSetId)
    .map(({ systemId, name, responses, byCategory }) => {
      const answered = category === null ? responses : (byCategory[category] ?? 0)
      return { id: systemId, name, coverage: answered < total ? `${answered} of ${total}` : null }
    })
  const set = (next: Comparisons) => change({ comparisons: next })
  const shared = { systems, hasSet: Boolean(design.promptSetId) }
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
            placeholder={shared.hasSet ? 'Choose the system in question' : 'Choose a prompt set first'}
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
            {...shared}
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
          {...shared}
          label="Systems"
          chosen={comparisons.systemIds}
          choose={(systemIds) => set({ ...comparisons, systemIds })}
          errors={errors('comparisons.systemIds')}
        />
      )}
      {comparisons.pairing === 'LISTED' && (
        <ListedPairs
          {...shared}
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
