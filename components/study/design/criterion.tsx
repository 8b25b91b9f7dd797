'use client'

import { TextField } from '@/components/ui/fields'
import { Select } from '@/components/ui/select'
import { NumberCell, Table } from '@/components/ui/table'
import type { CriterionInput } from '@/lib/protocols/comparison/design'
import { SCALES, type Scale, scaleLabels } from '@/lib/protocols/comparison/scales'
import { TextInputCell } from './cells'
import type { CriterionProps } from './criteria'

type Props = CriterionProps<CriterionInput>

/** One question with the verdicts it can be answered with. */
export function CriterionFields({ criterion, index, set, errors }: Props) {
  return (
    <>
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
    </>
  )
}

function Verdicts({ criterion, set, errors }: Pick<Props, 'criterion' | 'set' | 'errors'>) {
  return (
    <Table className="[&_:is(td,tbody_th)]:py-[0.3rem] [&_:is(td,tbody_th)]:align-middle [&_input]:min-h-8">
      <thead>
        <tr>
          <th scope="col">Code</th>
          <th scope="col">Verdict, as shown on its button</th>
          <NumberCell scope="col" as="th">
            Score
          </NumberCell>
        </tr>
      </thead>
      <tbody>
        {SCALES[criterion.scale].options.map(({ code, score }) => (
          <tr key={code}>
            <th scope="row" className="w-[6.2rem] font-mono text-[0.8125rem]">
              {code}
            </th>
            <td>
              <TextInputCell
                label={`Verdict ${code}`}
                value={criterion.labels[code] ?? ''}
                onChange={(label) => set({ ...criterion, labels: { ...criterion.labels, [code]: label } })}
                errors={errors(`labels.${code}`)}
              />
            </td>
            <NumberCell>{signed(score)}</NumberCell>
          </tr>
        ))}
      </tbody>
    </Table>
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
