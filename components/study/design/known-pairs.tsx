'use client'

import { Select } from '@/components/ui/select'
import type { ComparisonDesign } from '@/lib/designs/schema'
import { type KnownItemInput, pairsOf } from '@/lib/protocols/comparison/design'
import { SCALES } from '@/lib/protocols/comparison/scales'
import { type KnownFieldsProps, KnownItems } from './known-items'
import type { KindProps, SourceProps } from './part'
import { systemChoices } from './systems'

/** Pairs with a known verdict. */
export function KnownPairs({ design, change, errors, choices, ...sources }: KindProps<ComparisonDesign> & SourceProps) {
  const { known, promptSetId, comparisons } = design
  return (
    <KnownItems
      {...{ known, promptSetId, errors, ...sources }}
      setAll={(next) => change({ known: next })}
      blank={(kind, promptId) => {
        const free = pairsOf(comparisons).find(({ a, b }) => !known.some((each) => isSame(each, promptId, a, b)))
        return { kind, promptId, systemAId: free?.a ?? '', systemBId: free?.b ?? '', expected: '', feedback: '' }
      }}
      note="A pair that is one of them is no regular item."
      feedbackHint="Shown after the verdict. Markdown; call the answers by what they say: their sides differ."
      fields={(fields) => <PairFields {...fields} design={design} systems={systemChoices(choices, promptSetId)} />}
    />
  )
}

type FieldsProps = KnownFieldsProps<KnownItemInput> & {
  design: ComparisonDesign
  systems: { value: string; label: string }[]
}

function PairFields({ item, set, errors, design: { criteria }, systems }: FieldsProps) {
  const [main] = criteria
  const verdicts = main
    ? SCALES[main.scale].options.map(({ code }) => ({ value: code, label: `${code}: ${main.labels[code] ?? ''}` }))
    : []
  return (
    <>
      <Select
        label="Answer A is by"
        placeholder="Choose a system"
        value={item.systemAId}
        onChange={(systemAId) => set({ systemAId })}
        options={systems}
        errors={errors('systemAId')}
      />
      <Select
        label="Answer B is by"
        placeholder="Choose a system"
        value={item.systemBId}
        onChange={(systemBId) => set({ systemBId })}
        options={systems}
        errors={errors('systemBId')}
      />
      <Select
        label="Right verdict"
        placeholder="Which verdict is right?"
        value={verdicts.some(({ value }) => value === item.expected) ? item.expected : ''}
        onChange={(expected) => set({ expected })}
        options={verdicts}
        errors={errors('expected')}
      />
    </>
  )
}

function isSame({ promptId, systemAId, systemBId }: KnownItemInput, prompt: string, a: string, b: string): boolean {
  return promptId === prompt && [systemAId, systemBId].sort().join() === [a, b].sort().join()
}
