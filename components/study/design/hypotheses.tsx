'use client'

import { Button } from '@/components/ui/button'
import { FieldPair } from '@/components/ui/field-pair'
import { TextField } from '@/components/ui/fields'
import { Select } from '@/components/ui/select'
import { DIRECTIONS, MOST_HYPOTHESES, type Preregistration } from '@/lib/designs/preregistration'
import { systemsOfDesign } from '@/lib/designs/systems-of-design'
import { PartError } from './part'
import { blankHypothesis, type PlanProps } from './plan-props'

type Hypothesis = Preregistration['hypotheses'][number]

/** What is expected, each of two systems that the design puts beside each other. */
export function Hypotheses(props: PlanProps) {
  const { design, plan, set, words, errors } = props
  const { hypotheses, primary } = plan
  const remove = (index: number) =>
    set({
      hypotheses: hypotheses.filter((_, at) => at !== index),
      primary: primary > index ? primary - 1 : Math.min(primary, Math.max(0, hypotheses.length - 2)),
    })
  return (
    <div>
      <ol className="list-none">
        {hypotheses.map((hypothesis, index) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: a hypothesis has nothing but its place to be told apart by
            key={index}
            className="grid gap-3 border-b border-rule py-4 first:pt-0"
          >
            <OneHypothesis
              {...props}
              hypothesis={hypothesis}
              index={index}
              change={(part) =>
                set({ hypotheses: hypotheses.map((each, at) => (at === index ? { ...each, ...part } : each)) })
              }
            />
            {hypotheses.length > 1 && (
              <div>
                <Button look="link" onPress={() => remove(index)}>
                  {words.removeHypothesis} {index + 1}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ol>
      <PartError errors={errors('hypotheses')} />
      {hypotheses.length < MOST_HYPOTHESES && (
        <Button look="link" onPress={() => set({ hypotheses: [...hypotheses, blankHypothesis(design, hypotheses)] })}>
          {words.addHypothesis}
        </Button>
      )}
    </div>
  )
}

type OneProps = PlanProps & { hypothesis: Hypothesis; index: number; change: (part: Partial<Hypothesis>) => void }

function OneHypothesis({ design, words, names, errors, hypothesis, index, change }: OneProps) {
  const label = (name: string) => `${words.hypothesis} ${index + 1}: ${name}`
  const at = (field: string) => errors(`hypotheses.${index}.${field}`)
  const systems = systemsOfDesign(design)
    .filter(Boolean)
    .map((value) => ({ value, label: names.get(value) ?? value }))
  return (
    <>
      <FieldPair>
        <Select
          label={label(words.system)}
          placeholder={words.choose}
          value={hypothesis.a}
          onChange={(a) => change({ a })}
          options={systems}
          errors={at('a')}
        />
        <Select
          label={words.beside}
          placeholder={words.choose}
          value={hypothesis.b}
          onChange={(b) => change({ b })}
          options={systems}
          errors={at('b')}
        />
        <Select
          label={words.expected}
          placeholder={words.choose}
          value={hypothesis.direction}
          onChange={(direction) => change({ direction: direction as Hypothesis['direction'] })}
          options={DIRECTIONS.map((value) => ({ value, label: words.directions[value] }))}
          errors={at('direction')}
        />
        {(design.criteria.length > 1 || hypothesis.criterion > 0) && (
          <Select
            label={words.question}
            placeholder={words.choose}
            value={String(hypothesis.criterion)}
            onChange={(criterion) => change({ criterion: Number(criterion) })}
            options={design.criteria.map(({ question }, place) => ({
              value: String(place),
              label: question || `${words.question} ${place + 1}`,
            }))}
            errors={at('criterion')}
          />
        )}
      </FieldPair>
      <TextField
        name={`hypothesis-${index}`}
        label={words.statement}
        rows={2}
        value={hypothesis.statement}
        onChange={(statement) => change({ statement })}
        errors={at('statement')}
      />
    </>
  )
}
