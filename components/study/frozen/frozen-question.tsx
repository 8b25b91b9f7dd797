import { Note } from '@/components/ui/text'
import type { StudyInput } from '@/lib/designs/schema'
import { SCALES } from '@/lib/protocols/comparison/scales'
import { Facts } from './facts'

const RATIONALES = { OFF: 'not asked for', OPTIONAL: 'invited, optional', REQUIRED: 'required with every verdict' }

/** What annotators read and can answer. */
export function FrozenQuestion({ design, source }: { design: StudyInput; source: string }) {
  const { criteria, framing, rationale, instructions, consent } = design
  return (
    <Facts
      id="question"
      title={criteria.length > 1 ? 'Questions' : 'Question'}
      facts={[
        ['Title', design.title],
        ['Above the prompt', framing || 'nothing'],
        ...criteria.flatMap(({ question, scale, labels }, index) => {
          const number = criteria.length > 1 ? ` ${index + 1}` : ''
          const verdicts = SCALES[scale].options.map(
            ({ code, score }) => `${code} (${signed(score)}): ${labels[code] ?? ''}`,
          )
          return [
            [`Question${number}`, question],
            [`Verdicts${number}`, verdicts.join('\n')],
          ] as [string, string][]
        }),
        ['Reason for a verdict', RATIONALES[rationale]],
        ['Instructions', instructions || 'none'],
        ['Consent', consent || 'not asked for'],
      ]}
    >
      {source && <Note className="mt-5">{source}</Note>}
    </Facts>
  )
}

function signed(score: number): string {
  return score > 0 ? `+${score}` : String(score).replace('-', '−')
}
