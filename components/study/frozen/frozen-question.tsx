import { Note } from '@/components/ui/text'
import type { StudyInput } from '@/lib/designs/schema'
import { PROTOCOLS } from '../design/protocol-words'
import { criterionFacts } from './criterion-facts'
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
        ['Protocol', PROTOCOLS[design.protocol].name.toLowerCase()],
        ['Above the prompt', framing || 'nothing'],
        ...criterionFacts(design),
        ['Reason for a verdict', RATIONALES[rationale]],
        ['Instructions', instructions || 'none'],
        ['Consent', consent || 'not asked for'],
      ]}
    >
      {source && <Note className="mt-5">{source}</Note>}
    </Facts>
  )
}
