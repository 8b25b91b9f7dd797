import Link from 'next/link'
import { Note } from '@/components/ui/text'
import type { NameDecision } from '@/lib/designs/decided-name'
import type { StudyInput } from '@/lib/designs/schema'
import { count } from '@/lib/numbers/count'
import { Facts } from './facts'

/** What was decided about names of makers and models in prompts and responses. */
export function FrozenNames({ studyId, names }: { studyId: string } & Pick<StudyInput, 'names'>) {
  const decided = (decision: NameDecision) => {
    const n = names.filter((name) => name.decision === decision).length
    return n === 0 ? 'none' : count(n, 'finding')
  }
  return (
    <Facts
      id="names"
      title="Names in prompts and responses"
      facts={[
        ['Kept', decided('KEEP')],
        ['Masked in the prompt and the answers', decided('MASK')],
        ['Left out with their items', decided('EXCLUDE')],
      ]}
    >
      <Note>
        <Link href={`/studies/${studyId}/design/names`}>Each with its sentence, who decided and when</Link>
      </Note>
    </Facts>
  )
}
