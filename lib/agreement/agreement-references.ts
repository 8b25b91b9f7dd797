import type { NamedGroup } from './group-order'

/** What a published study reports of agreement, by the role of who judged: marks beside one's own. */
export type AgreementReference = {
  label: string
  source: string
  values: readonly (readonly [one: Role, other: Role, share: number])[]
}

/** `llm` is an LLM that judges; `crowd` and `author` are people. */
type Role = 'crowd' | 'author' | 'llm'

/** Reference sets that ship with Evenhand, by their name in addresses. */
export const AGREEMENT_REFERENCES = {
  'lima-2023': {
    label: 'LIMA (2023)',
    source:
      'Zhou et al. (2023), LIMA: Less Is More for Alignment, arXiv 2305.11206, section 4: tie-discounted accuracy on 50 shared examples, GPT-4 as LLM',
    values: [
      ['crowd', 'crowd', 0.82],
      ['crowd', 'author', 0.81],
      ['author', 'author', 0.78],
      ['crowd', 'llm', 0.78],
      ['author', 'llm', 0.79],
    ],
  },
} as const satisfies Record<string, AgreementReference>

export type ReferenceName = keyof typeof AGREEMENT_REFERENCES

/** A reference set as it stands in an address; null, which is none, where it does not say, or says it wrongly. */
export function toReferenceName(raw: string | undefined): ReferenceName | null {
  return raw !== undefined && Object.hasOwn(AGREEMENT_REFERENCES, raw) ? (raw as ReferenceName) : null
}

/** What the reference reports for two groups; null where a group has no role in it, or it has no such value. */
export function publishedAgreement(
  { values }: AgreementReference,
  groups: readonly NamedGroup[],
  [one, other]: readonly [string, string],
): number | null {
  const roleOf = (name: string) => roleOfGroup(groups.find((group) => group.name === name))
  const roles = [roleOf(one), roleOf(other)]
  const found = values.find(([a, b]) => (a === roles[0] && b === roles[1]) || (a === roles[1] && b === roles[0]))
  return found?.[2] ?? null
}

/** An LLM by what it is; people by what their group is called, for nothing else tells crowd from authors. */
function roleOfGroup(group: NamedGroup | undefined): Role | null {
  if (group?.kind === 'LLM') return 'llm'
  return (['crowd', 'author'] as const).find((role) => group?.name.toLowerCase().startsWith(role)) ?? null
}
