import { rng } from '@/lib/rng'
import type { PlannedItem } from '../planned-item'
import { responseKey } from '../response-key'
import { walkSides } from './sides'

export type ItemPlan = {
  seed: number
  /** Prompts in order, by any id. */
  prompts: readonly string[]
  pairs: readonly { a: string; b: string }[]
  known: readonly KnownPair[]
  sharedItems: number
  identicalChecks: number
  /** Responses that no item may show, as `responseKey` tells them. */
  excluded: ReadonlySet<string>
}

export type KnownPair = {
  kind: 'GOLD' | 'PRACTICE'
  promptId: string
  systemAId: string
  systemBId: string
  expected: string
  feedback: string
}

type Draft = Omit<PlannedItem, 'position' | 'startsLeft' | 'sample'>

/**
 * Plans the items of a study: each prompt with each pair of systems, prompt by prompt, then check, gold and practice
 * items. A pair that is gold or practice is not among the regular items, since nobody judges a pair twice, nor is one with
 * a response that is excluded. About half of each pair of systems' items start with arm A on the left.
 * @returns items by position, from 0; the same for the same plan
 */
export function planItems(plan: ItemPlan): PlannedItem[] {
  const regular = planRegular(plan)
  const known = plan.known
    .filter((each) => !isExcluded(plan, knownItem(each)))
    .map(({ promptId, systemAId, systemBId, ...rest }) => ({
      ...{ prompt: promptId, systemA: systemAId, systemB: systemBId, shared: false },
      ...rest,
    }))
  const drafts: Draft[] = [...regular, ...planChecks(plan), ...known]
  const left = drawSides(plan.seed, drafts)
  return drafts.map((draft, position) => ({ position, ...draft, sample: 0, startsLeft: left.has(position) }))
}

/**
 * Draws which items start with arm A on the left: about half of each comparison's. Not exactly half, or somebody who
 * judges all of a small study could count what is left.
 * @param items by position
 */
export function drawSides(
  seed: number,
  items: readonly Pick<PlannedItem, 'kind' | 'shared' | 'systemA' | 'systemB'>[],
): Set<number> {
  const strata = new Map<string, number[]>()
  for (const [position, { kind, shared, systemA, systemB }] of items.entries()) {
    const stratum = [kind, shared, systemA, systemB].join()
    const positions = strata.get(stratum)
    if (positions) positions.push(position)
    else strata.set(stratum, [position])
  }
  const stream = rng(seed, 'sides')
  const drawn = [...strata.values()].map((positions) => {
    const sides = walkSides(positions.length, stream)
    return stream.shuffle(positions).filter((_, index) => sides[index])
  })
  return new Set(drawn.flat())
}

function planRegular(plan: ItemPlan): Draft[] {
  const { seed, sharedItems } = plan
  const items = pairedPrompts(plan).filter((item) => !isExcluded(plan, item))
  const order = rng(seed, 'shared set').shuffle(items.map((_, index) => index))
  const shared = new Set(order.slice(0, sharedItems))
  return items.map(({ prompt, a, b }, index) => ({
    ...{ prompt, systemA: a, systemB: b, kind: 'REGULAR', shared: shared.has(index), expected: null, feedback: null },
  }))
}

type Drafted = { prompt: string; a: string; b: string }

/** Each prompt with each pair of systems, but for those that are gold or practice. */
function pairedPrompts({ prompts, pairs, known }: ItemPlan): Drafted[] {
  const taken = new Set(known.map(({ promptId, systemAId, systemBId }) => pairKey(promptId, systemAId, systemBId)))
  return prompts.flatMap((prompt) =>
    pairs.filter(({ a, b }) => !taken.has(pairKey(prompt, a, b))).map(({ a, b }) => ({ prompt, a, b })),
  )
}

function knownItem({ promptId, systemAId, systemBId }: KnownPair): Drafted {
  return { prompt: promptId, a: systemAId, b: systemBId }
}

function isExcluded({ excluded }: ItemPlan, { prompt, a, b }: Drafted): boolean {
  return excluded.has(responseKey(prompt, a)) || excluded.has(responseKey(prompt, b))
}

/** How many items a plan leaves out because a response of theirs is excluded; check items are drawn from the others. */
export function countExcluded(plan: ItemPlan): number {
  if (plan.excluded.size === 0) return 0
  const all = [...pairedPrompts(plan), ...plan.known.map(knownItem)]
  return all.filter((item) => isExcluded(plan, item)).length
}

/** Identical pairs: one response on both sides, on prompts and of systems drawn from the seed. */
function planChecks({ seed, prompts, pairs, identicalChecks, excluded }: ItemPlan): Draft[] {
  const systems = [...new Set(pairs.flatMap(({ a, b }) => [a, b]))]
  const { shuffle, below } = rng(seed, 'identical checks')
  const shown = (prompt: string) => systems.filter((system) => !excluded.has(responseKey(prompt, system)))
  return shuffle(prompts)
    .filter((prompt) => shown(prompt).length > 0)
    .slice(0, identicalChecks)
    .map((prompt) => {
      const choice = shown(prompt)
      const system = choice[below(choice.length)] as string
      return {
        ...{ prompt, systemA: system, systemB: system, kind: 'CHECK', shared: false, expected: 'TIE', feedback: null },
      }
    })
}

function pairKey(prompt: string, a: string, b: string): string {
  return [prompt, ...[a, b].sort()].join()
}
