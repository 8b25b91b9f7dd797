'use client'

import { FieldPair } from '@/components/ui/field-pair'
import { NumberField } from '@/components/ui/fields'
import { Select } from '@/components/ui/select'
import { Note } from '@/components/ui/text'
import type { StudyInput } from '@/lib/designs/schema'
import type { ModelInput, ModelScope } from '@/lib/models/design'
import { testOf } from './blank-model'
import type { ModelProps } from './model-props'
import { ANSWERS, ORDERS, REASONS, SCOPES } from './model-words'
import type { ProviderChoice } from './source'

type Props = ModelProps & { design: StudyInput; provider: ProviderChoice | null }

/** How a model is asked, how often, and about which items. A response that is rated alone has no orders. */
export function Asking({ model, set, errors, design, provider }: Props) {
  const isRating = design.protocol === 'RATING'
  // What was chosen before stays, and says why it does not work.
  const mayAnswerBySchema = testOf(provider, model.model)?.schema === true
  return (
    <>
      <FieldPair>
        <Select
          label="Asked for"
          placeholder="Choose"
          value={model.reason}
          onChange={(reason) => set({ reason: reason as ModelInput['reason'] })}
          options={optionsOf(REASONS)}
          errors={errors('reason')}
        />
        <div>
          <Select
            label="How it answers"
            placeholder="Choose"
            value={model.answer}
            onChange={(answer) => set({ answer: answer as ModelInput['answer'] })}
            options={[
              { value: 'TEXT', label: ANSWERS.TEXT },
              { value: 'SCHEMA', label: ANSWERS.SCHEMA, isDisabled: !mayAnswerBySchema },
            ]}
            errors={errors('answer')}
          />
          {provider && model.model && !mayAnswerBySchema && (
            <Note className="mt-[0.35rem]">
              A schema can be chosen once an admin’s test found that {model.model} keeps to one.
            </Note>
          )}
        </div>
      </FieldPair>
      <FieldPair>
        {!isRating && (
          <Select
            label="Orders of a pair"
            placeholder="Choose"
            value={model.orders}
            onChange={(orders) => set({ orders: orders as ModelInput['orders'] })}
            options={[
              { value: 'BOTH', label: `${ORDERS.BOTH}: two calls for each pair` },
              { value: 'ONE', label: ORDERS.ONE },
            ]}
            errors={errors('orders')}
          />
        )}
        <NumberField
          name="repeats"
          label={isRating ? 'Asked again' : 'Asked again in the same order'}
          description={
            isRating
              ? 'How often; says how far it agrees with itself.'
              : 'How often; tells chance from a preference for a side.'
          }
          value={model.repeats}
          onChange={(repeats) => set({ repeats })}
          minValue={0}
          maxValue={20}
          errors={errors('repeats')}
        />
      </FieldPair>
      <Scope {...{ model, set, errors }} sharedItems={design.sharedItems} />
    </>
  )
}

function Scope({ model: { scope }, set, errors, sharedItems }: ModelProps & { sharedItems: number }) {
  const choose = (of: ModelScope['of']) =>
    set({ scope: of === 'SAMPLE' ? { of, items: scope.of === 'SAMPLE' ? scope.items : 100 } : { of } })
  return (
    <FieldPair>
      <Select
        label="Which items"
        placeholder="Choose"
        value={scope.of}
        onChange={(of) => choose(of as ModelScope['of'])}
        options={[
          { value: 'ALL', label: SCOPES.ALL },
          {
            value: 'SHARED',
            label: sharedItems > 0 ? SCOPES.SHARED : `${SCOPES.SHARED} (there is none)`,
            isDisabled: sharedItems === 0,
          },
          { value: 'SAMPLE', label: SCOPES.SAMPLE },
        ]}
        errors={errors('scope')}
      />
      {scope.of === 'SAMPLE' && (
        <NumberField
          name="items"
          label="Items of the sample"
          value={scope.items}
          onChange={(items) => set({ scope: { of: 'SAMPLE', items } })}
          minValue={1}
          errors={errors('scope.items')}
        />
      )}
    </FieldPair>
  )
}

function optionsOf(words: Record<string, string>): { value: string; label: string }[] {
  return Object.entries(words).map(([value, label]) => ({ value, label }))
}
