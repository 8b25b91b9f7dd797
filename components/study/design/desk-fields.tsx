'use client'

import { Checkbox } from '@/components/ui/checkbox'
import { Disclosure } from '@/components/ui/disclosure'
import { FieldPair } from '@/components/ui/field-pair'
import { NumberField } from '@/components/ui/fields'
import { Note } from '@/components/ui/text'
import type { DesignChoices } from '@/lib/designs/design-choices'
import { count } from '@/lib/numbers/count'
import type { ProtocolKind } from '@/lib/protocols/protocol-of'
import { Part, PartError, type PartProps } from './part'

/** How the desk helps annotators judge with care: items that stand covered, and verdicts it asks about. */
export function DeskFields(props: PartProps & { choices: DesignChoices }) {
  return (
    <Part id="desk" title="Desk">
      <div>
        <Warnings {...props} />
        <Deliberate {...props} />
      </div>
    </Part>
  )
}

/** Categories that may upset: their items stand covered until asked for. */
function Warnings({ design, change, errors, choices }: PartProps & { choices: DesignChoices }) {
  const { warnedCategories: chosen } = design
  const set = choices.promptSets.find(({ id }) => id === design.promptSetId)
  const offered = set?.categories ?? []
  // One that was chosen of another set can be taken away.
  const gone = chosen.filter((name) => !offered.some((category) => category.name === name))
  const toggle = (name: string, isOn: boolean) =>
    change({ warnedCategories: isOn ? [...chosen, name] : chosen.filter((other) => other !== name) })
  return (
    <Disclosure
      label="Content warnings"
      aside={chosen.length === 0 ? 'none' : count(chosen.length, 'category', 'categories')}
      isOpen={chosen.length > 0 || Boolean(errors('warnedCategories'))}
    >
      <Note>
        Items of these categories stand covered until the annotator asks to see them. “Cannot judge” can be said from
        the cover.
      </Note>
      {offered.length + gone.length === 0 ? (
        <p className="text-ink-2">{set ? 'This prompt set has no categories.' : 'Choose a prompt set first.'}</p>
      ) : (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a frame of its own
        <div className="flex flex-wrap gap-x-6" role="group" aria-label="Categories that stand covered">
          {offered.map(({ name, prompts }) => (
            <Checkbox key={name} isSelected={chosen.includes(name)} onChange={(isOn) => toggle(name, isOn)}>
              {name} <span className="text-ink-2">{prompts.toLocaleString('en')}</span>
            </Checkbox>
          ))}
          {gone.map((name) => (
            <Checkbox key={name} isSelected onChange={(isOn) => toggle(name, isOn)}>
              {name} <span className="text-ink-2">not in this set</span>
            </Checkbox>
          ))}
        </div>
      )}
      <PartError errors={errors('warnedCategories')} />
    </Disclosure>
  )
}

const READ_TO_END: Record<ProtocolKind, string> = {
  COMPARISON: 'Both answers scrolled to their end',
  RATING: 'The answer scrolled to its end',
}

/** Verdicts given before all that is judged could have been read are asked about, once, and never refused. */
function Deliberate({ design, change, errors }: PartProps) {
  const { minSeconds, readToEnd } = design
  const parts = [...(minSeconds > 0 ? [`${minSeconds} s`] : []), ...(readToEnd ? ['read to the end'] : [])]
  return (
    <Disclosure
      label="Deliberate verdicts"
      aside={parts.join(', ') || 'not asked'}
      isOpen={parts.length > 0 || Boolean(errors('minSeconds') ?? errors('readToEnd'))}
    >
      <Note>
        A verdict given sooner is asked about once; the same press again gives it. Nothing is refused, and the export
        tells.
      </Note>
      <FieldPair>
        <NumberField
          name="minSeconds"
          label="Shortest look, seconds"
          description="0: never asked. Time away from the page does not count."
          value={minSeconds}
          onChange={(seconds) => change({ minSeconds: seconds })}
          minValue={0}
          maxValue={600}
          errors={errors('minSeconds')}
        />
        <div>
          <Checkbox isSelected={readToEnd} onChange={(isOn) => change({ readToEnd: isOn })}>
            {READ_TO_END[design.protocol]}
          </Checkbox>
        </div>
      </FieldPair>
    </Disclosure>
  )
}
