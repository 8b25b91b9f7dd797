'use client'

import Link from 'next/link'
import type { DesignChoices } from '@/lib/designs/design-choices'
import type { ComparisonDesign } from '@/lib/designs/schema'
import { promptsToDrawFrom } from '@/lib/studies/selection-counts'
import { LeaveOut } from './leave-out'
import { Pairing } from './pairing'
import { type KindProps, Part } from './part'
import { PromptFields, setOf } from './prompt-fields'

/** Which prompts, and which systems meet on them. */
export function Comparisons(props: KindProps<ComparisonDesign> & { choices: DesignChoices }) {
  const { design, change, choices } = props
  const set = setOf(props)
  return (
    <Part id="comparisons" title="Comparisons">
      {choices.promptSets.length === 0 && (
        <p>
          There is no prompt set yet. <Link href="/prompt-sets">Upload one</Link> and the outputs of two systems first.
        </p>
      )}
      <PromptFields
        {...props}
        chooseSet={(promptSetId) => change({ promptSetId, category: null, comparisons: blank(design) })}
      />
      <Pairing {...props} total={set ? promptsToDrawFrom(set, design.category) : 0} />
      {set && (
        <LeaveOut
          {...{ set, design, change }}
          which="a compared system has no response to"
          reason="They are left out of every pair, so that all are compared on the same prompts, and named in the protocol."
        />
      )}
    </Part>
  )
}

/** The same plan with no systems in it: another set has others. */
function blank({ comparisons: { pairing } }: ComparisonDesign): ComparisonDesign['comparisons'] {
  if (pairing === 'FOCAL') return { pairing, focalSystemId: '', baselineIds: [] }
  return pairing === 'ALL' ? { pairing, systemIds: [] } : { pairing, pairs: [] }
}
