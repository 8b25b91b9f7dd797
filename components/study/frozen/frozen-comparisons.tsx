import Link from 'next/link'
import type { StudyInput } from '@/lib/designs/schema'
import { count } from '@/lib/numbers/count'
import type { FrozenProtocol } from '@/lib/studies/read-protocol'
import { namePrompts } from '../unanswered-notice'
import { Facts } from './facts'

const PAIRINGS = {
  FOCAL: 'focal system against each baseline',
  ALL: 'all pairs of some systems',
  LISTED: 'a listed set of pairs',
}

/** Which prompts, and which systems meet on them, late ones included. */
export function FrozenComparisons({ design, protocol }: { design: StudyInput; protocol: FrozenProtocol }) {
  const { promptSet, pairs, names } = protocol
  const name = (id: string) => names.get(id) ?? 'a system that is gone'
  const pairLines = pairs.map(({ systemAId, systemBId, amendment }) => {
    const since = amendment > 0 ? ` (since amendment ${amendment})` : ''
    return `${name(systemAId)} against ${name(systemBId)}${since}`
  })
  const set = promptSet ? <Link href={`/prompt-sets/${promptSet.id}`}>{promptSet.name}</Link> : 'none'
  const leftOut: [string, string][] =
    protocol.unanswered.length === 0 ? [] : [['Left out, a response is missing', namePrompts(protocol.unanswered)]]
  return (
    <Facts
      id="comparisons"
      title="Comparisons"
      facts={[
        ['Prompt set', set],
        ['Category', design.category ?? 'all'],
        ['Prompts', design.sample === null ? 'all' : `${count(design.sample, 'prompt')}, drawn from the seed`],
        ...leftOut,
        ['Pairing', PAIRINGS[design.comparisons.pairing]],
        [count(pairs.length, 'pair'), pairLines.join('\n') || 'none'],
      ]}
    />
  )
}
