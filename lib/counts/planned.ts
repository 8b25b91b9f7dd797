import type { GroupInput, StudyInput } from '@/lib/designs/schema'
import { itemsPerPrompt } from '@/lib/designs/systems-of-design'
import { judgmentsOf } from '@/lib/models/slots'
import { defined, type Estimate, notDefined } from '@/lib/stats/estimate'
import type { ItemKinds } from './items'

/** What must be known of the data beside a design. */
export type SelectionCounts = {
  /** Prompts the design selects. */
  prompts: number
  /** Gold and practice items that would otherwise be regular ones: nobody judges an item twice. */
  taken: number
}

export const JUDGMENT_KINDS = ['regular', 'shared', 'repeats', 'checks', 'gold', 'practice'] as const
export type JudgmentKind = (typeof JUDGMENT_KINDS)[number]

export type PlannedJudgments = {
  /** Items of one prompt: pairs of systems, or rated systems times samples. */
  perPrompt: number
  /** Regular items, shared ones included. */
  items: number
  /** Of these, in the shared set. */
  sharedItems: number
  /** Judgments of an item outside the shared set. */
  perItem: number
  byKind: Record<JudgmentKind, Estimate<number>>
  /** Sum of the kinds that are known, without practice, which is no judgment; and practice. */
  known: number
  practice: number
  /** Kinds that depend on how many people join, which the design does not say. */
  open: JudgmentKind[]
  /** Annotators expected in all groups. */
  annotators: Estimate<number>
  /** Judgments that models are asked for, in all orders and repeats: nobody is paid for them by the hour. */
  models: number
}

/**
 * How many judgments a design asks for, by kind, with the rules by which opening plans them: shared items are judged by
 * every annotator of the groups that judge the shared set, and once more for each judgment that other groups keep for
 * themselves; each round of a pool repeats its share, rounded; checks, gold and practice go to every annotator.
 */
export function plannedJudgments(design: StudyInput, { prompts, taken }: SelectionCounts): PlannedJudgments {
  const { groups, overlap, known } = design
  const perPrompt = itemsPerPrompt(design)
  const items = Math.max(0, prompts * perPrompt - taken)
  const sharedItems = Math.min(design.sharedItems, items)
  const annotators = placesOf(groups)
  const pools = [
    { overlap, size: items - sharedItems },
    ...groups.map((group) => ({ overlap: group.overlap, size: group.judgesShared ? items - sharedItems : items })),
  ]
  const checks = Math.min(design.identicalChecks ?? 0, prompts)
  const gold = known.filter(({ kind }) => kind === 'GOLD').length
  const byKind = {
    regular: defined(sum(pools.map((pool) => pool.overlap * pool.size))),
    shared: perAnnotator(sharedItems, placesOf(groups.filter(({ judgesShared }) => judgesShared))),
    repeats: defined(sum(pools.map((pool) => pool.overlap * Math.round(pool.size * design.repeatShare)))),
    checks: perAnnotator(checks, annotators),
    gold: perAnnotator(gold, annotators),
    practice: perAnnotator(known.filter(({ kind }) => kind === 'PRACTICE').length, annotators),
  }
  const forModels = { regular: items, shared: sharedItems, known: checks + gold }
  return {
    ...{ perPrompt, items, sharedItems, byKind, annotators },
    models: sum(
      design.models.flatMap(({ models }) =>
        models.map((model) => judgmentsOf(model, forModels, design.protocol === 'RATING')),
      ),
    ),
    perItem: overlap + sum(groups.map((group) => group.overlap)),
    known: sum(JUDGMENT_KINDS.filter((kind) => kind !== 'practice').map((kind) => orNone(byKind[kind]))),
    practice: orNone(byKind.practice),
    open: JUDGMENT_KINDS.filter((kind) => !byKind[kind].defined),
  }
}

/** Annotators expected in some groups; not defined where one does not say. */
export function placesOf(groups: readonly GroupInput[]): Estimate<number> {
  const silent = groups.filter(({ places }) => places === null).map(({ name }) => name || 'one group')
  if (silent.length > 0)
    return notDefined(`Say how many places ${silent.join(' and ')} ${silent.length === 1 ? 'has' : 'have'}.`)
  return defined(sum(groups.map(({ places }) => places ?? 0)))
}

function orNone(estimate: Estimate<number>): number {
  return estimate.defined ? estimate.value : 0
}

function perAnnotator(each: number, annotators: Estimate<number>): Estimate<number> {
  if (each === 0) return defined(0)
  return annotators.defined ? defined(each * annotators.value) : annotators
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

/** What each annotator who joins adds to what is wanted: the shared set, where their group judges it, and known items. */
export type JoinerCounts = { shared: number; check: number; gold: number; practice: number }

/** What is kept for one annotator, as opening and joining write it. */
export function perJoiner({ check, gold, practice }: ItemKinds, shared: number): JoinerCounts {
  return { shared, check, gold, practice }
}
