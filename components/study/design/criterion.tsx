'use client'

import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/fields'
import { Select } from '@/components/ui/select'
import type { CriterionInput } from '@/lib/protocols/comparison/design'
import { SCALES, type Scale, scaleLabels } from '@/lib/protocols/comparison/scales'
import { TextCell } from './cells'

type Props = {
  criterion: CriterionInput
  place: { index: number; of: number }
  set: (criterion: CriterionInput) => void
  move: (by: 1 | -1) => void
  remove: () => void
  errors: (field: string) => string[] | undefined
}

/** One question with the verdicts it can be answered with. */
export function Criterion({ criterion, place: { index, of }, set, move, remove, errors }: Props) {
  const isOnly = of === 1
  const name = `Criterion ${index + 1}`
  return (
    <fieldset className={isOnly ? 'stack' : 'stack criterion'}>
      <legend className={isOnly ? 'sr' : 'criterion-name'}>
        {name}
        {index === 0 && ', the main one: it is what the figures count'}
      </legend>
      {!isOnly && (
        <div className="row criterion-acts">
          <Button look="plain" onPress={() => move(-1)} isDisabled={index === 0} aria-label={`Move ${name} up`}>
            Up
          </Button>
          <Button look="plain" onPress={() => move(1)} isDisabled={index === of - 1} aria-label={`Move ${name} down`}>
            Down
          </Button>
          <Button look="plain" onPress={remove} aria-label={`Remove ${name}`}>
            Remove
          </Button>
        </div>
      )}
      <Select
        label="Template"
        placeholder="Choose"
        value={criterion.scale}
        onChange={(scale) => set(rescaled(criterion, scale as Scale))}
        options={Object.entries(SCALES).map(([value, { name }]) => ({ value, label: name }))}
        errors={errors('scale')}
      />
      <TextField
        name={`question-${index}`}
        label="Question"
        value={criterion.question}
        onChange={(question) => set({ ...criterion, question })}
        errors={errors('question')}
        isRequired
      />
      <Verdicts criterion={criterion} set={set} errors={errors} />
    </fieldset>
  )
}

function Verdicts({ criterion, set, errors }: Pick<Props, 'criterion' | 'set' | 'errors'>) {
  return (
    <table className="data options">
      <thead>
        <tr>
          <th scope="col">Code</th>
          <th scope="col">Verdict, as shown on its button</th>
          <th scope="col" className="num">
            Score
          </th>
        </tr>
      </thead>
      <tbody>
        {SCALES[criterion.scale].options.map(({ code, score }) => (
          <tr key={code}>
            <th scope="row" className="mono">
              {code}
            </th>
            <td>
              <TextCell
                label={`Verdict ${code}`}
                value={criterion.labels[code] ?? ''}
                onChange={(label) => set({ ...criterion, labels: { ...criterion.labels, [code]: label } })}
                errors={errors(`labels.${code}`)}
              />
            </td>
            <td className="num">{signed(score)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function signed(score: number): string {
  return score > 0 ? `+${score}` : String(score).replace('-', '−')
}

/** The criterion on another scale: its wording, but for verdicts that both have and that were worded anew. */
function rescaled({ question, scale: before, labels }: CriterionInput, scale: Scale): CriterionInput {
  const [own, next] = [scaleLabels(before), scaleLabels(scale)]
  for (const [code, label] of Object.entries(labels))
    if (code in own && code in next && label !== own[code]) next[code] = label
  return { question, scale, labels: next }
}
