import Link from 'next/link'
import type { ComparisonDesign, RatingDesign, StudyInput } from '@/lib/designs/schema'
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
  const { promptSet } = protocol
  const set = promptSet ? <Link href={`/prompt-sets/${promptSet.id}`}>{promptSet.name}</Link> : 'none'
  const leftOut: [string, string][] =
    protocol.unanswered.length === 0 ? [] : [['Left out, a response is missing', namePrompts(protocol.unanswered)]]
  return (
    <Facts
      id="comparisons"
      title={design.protocol === 'RATING' ? 'Responses' : 'Comparisons'}
      facts={[
        ['Prompt set', set],
        ['Category', design.category ?? 'all'],
        ['Prompts', design.sample === null ? 'all' : `${count(design.sample, 'prompt')}, drawn from the seed`],
        ...leftOut,
        ...(design.protocol === 'RATING' ? ratedFacts(design, protocol) : pairFacts(design, protocol)),
      ]}
    />
  )
}

function pairFacts({ comparisons }: ComparisonDesign, { pairs, names }: FrozenProtocol): [string, string][] {
  const name = (id: string) => names.get(id) ?? 'a system that is gone'
  const lines = pairs.map(
    ({ systemAId, systemBId, amendment }) => `${name(systemAId)} against ${name(systemBId)}${since(amendment)}`,
  )
  return [
    ['Pairing', PAIRINGS[comparisons.pairing]],
    [count(pairs.length, 'pair'), lines.join('\n') || 'none'],
  ]
}

function ratedFacts({ rated }: RatingDesign, { systems }: FrozenProtocol): [string, string][] {
  const lines = systems.map(({ name, amendment }) => `${name}${since(amendment)}`)
  return [
    ['Responses of a system to a prompt', String(rated.samples)],
    [count(systems.length, 'system'), lines.join('\n') || 'none'],
  ]
}

function since(amendment: number): string {
  return amendment > 0 ? ` (since amendment ${amendment})` : ''
}
