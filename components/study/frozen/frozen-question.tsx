import { Note } from '@/components/ui/text'
import { optionsOf } from '@/lib/designs/options-of'
import type { StudyInput } from '@/lib/designs/schema'
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
        ...criteria.flatMap((criterion, index) => {
          const number = criteria.length > 1 ? ` ${index + 1}` : ''
          const isTurn = 'unit' in criterion && criterion.unit === 'TURN'
          const verdicts = optionsOf(criterion).map(
            ({ code, score, label, anchor }) => `${code} (${signed(score)}): ${label}${anchor && `. ${anchor}`}`,
          )
          return [
            [`Question${number}${isTurn ? ', of each turn' : ''}`, criterion.question],
            [`${'options' in criterion ? 'Options' : 'Verdicts'}${number}`, verdicts.join('\n')],
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
