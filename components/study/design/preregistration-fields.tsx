'use client'

import { Button } from '@/components/ui/button'
import { Disclosure } from '@/components/ui/disclosure'
import { FieldPair } from '@/components/ui/field-pair'
import { NumberField, TextField } from '@/components/ui/fields'
import { Select } from '@/components/ui/select'
import { Note } from '@/components/ui/text'
import type { DesignChoices } from '@/lib/designs/design-choices'
import { PLANNED_RULES, PLANNED_TIES, type Preregistration } from '@/lib/designs/preregistration'
import type { StaffWords } from '@/lib/i18n/staff'
import { Hypotheses } from './hypotheses'
import { Part, PartError, type PartProps } from './part'
import { blankPlan, type PlanProps } from './plan-props'
import { PlannedEnd } from './planned-end'
import { PlannedExclusions } from './planned-exclusions'

type Props = PartProps & { words: StaffWords['preregistration']; choices: DesignChoices }

/** What is decided beforehand about hypotheses, counting and stopping: folded away, and none unless somebody writes it. */
export function PreregistrationFields({ design, change, errors, words, choices }: Props) {
  const names = new Map(choices.systems.map(({ systemId, name }) => [systemId, name]))
  const plan = design.preregistration
  const set = (part: Partial<Preregistration>) => plan && change({ preregistration: { ...plan, ...part } })
  return (
    <Part id="preregistration" title={words.title}>
      <Disclosure label={words.fold} aside={plan ? words.given : words.none} isOpen={plan !== null}>
        <Note className="mb-4 max-w-[60ch]">{words.about}</Note>
        {plan === null ? (
          <Button onPress={() => change({ preregistration: blankPlan(design) })}>{words.add}</Button>
        ) : (
          <Plan
            {...{ design, plan, set, words, names }}
            errors={(field) => errors(`preregistration.${field}`)}
            remove={() => change({ preregistration: null })}
          />
        )}
        <PartError errors={errors('preregistration')} />
      </Disclosure>
    </Part>
  )
}

function Plan({ remove, ...props }: PlanProps & { remove: () => void }) {
  const { plan, set, words, errors } = props
  return (
    <div className="grid gap-[1.1rem]">
      <Hypotheses {...props} />
      <Counting {...props} />
      <PlannedExclusions {...props} />
      <PlannedEnd {...props} />
      <TextField
        name="plan-words"
        label={words.words}
        rows={3}
        value={plan.words}
        onChange={(text) => set({ words: text })}
        errors={errors('words')}
      />
      <div>
        <Button look="link" onPress={remove}>
          {words.remove}
        </Button>
      </div>
    </div>
  )
}

/** Which hypothesis decides, within what margin, and what is counted. */
function Counting({ design, plan, set, words, errors }: PlanProps) {
  return (
    <FieldPair>
      <Select
        label={words.primary}
        placeholder={words.choose}
        value={String(plan.primary)}
        onChange={(index) => set({ primary: Number(index) })}
        options={plan.hypotheses.map((_, index) => ({
          value: String(index),
          label: `${words.hypothesis} ${index + 1}`,
        }))}
        errors={errors('primary')}
      />
      <NumberField
        name="plan-margin"
        label={words.margin}
        description={words.marginAbout}
        value={plan.margin ?? Number.NaN}
        onChange={(margin) => set({ margin: Number.isNaN(margin) ? null : margin })}
        minValue={0}
        plain
        errors={errors('margin')}
      />
      {design.protocol === 'COMPARISON' && (
        <>
          <Select
            label={words.ties}
            placeholder={words.choose}
            value={plan.ties ?? ''}
            onChange={(ties) => set({ ties: ties as Preregistration['ties'] })}
            options={PLANNED_TIES.map((value) => ({ value, label: words.tiePolicies[value] }))}
            errors={errors('ties')}
          />
          <Select
            label={words.rule}
            placeholder={words.choose}
            value={plan.rule}
            onChange={(rule) => set({ rule: rule as Preregistration['rule'] })}
            options={PLANNED_RULES.map((value) => ({ value, label: words.rules[value] }))}
            errors={errors('rule')}
          />
        </>
      )}
    </FieldPair>
  )
}
