import type { Preregistration } from '@/lib/designs/preregistration'
import type { StudyInput } from '@/lib/designs/schema'
import { pairsOfDesign, systemsOfDesign } from '@/lib/designs/systems-of-design'
import type { StaffWords } from '@/lib/i18n/staff'

/** What every part of a plan's fields works with. */
export type PlanProps = {
  design: StudyInput
  plan: Preregistration
  set: (part: Partial<Preregistration>) => void
  words: StaffWords['preregistration']
  /** Systems by id. */
  names: ReadonlyMap<string, string>
  /** By the path within the plan. */
  errors: (field: string) => string[] | undefined
}

/** What a plan starts with: the first pair of the design, every judgment counted, all planned judgments collected. */
export function blankPlan(design: StudyInput): Preregistration {
  return {
    hypotheses: [blankHypothesis(design)],
    primary: 0,
    margin: null,
    ties: design.protocol === 'COMPARISON' ? 'split' : null,
    rule: 'all',
    exclusions: { goldMissed: null, checksFailed: null, medianSeconds: null, judgments: null, words: '' },
    stopping: { when: 'PLANNED' },
    words: '',
  }
}

/** A hypothesis about a pair that no other one is about, as long as there is one. */
export function blankHypothesis(design: StudyInput, present: Preregistration['hypotheses'] = []) {
  const [first = '', second = ''] = systemsOfDesign(design)
  const pairs = design.protocol === 'COMPARISON' ? pairsOfDesign(design) : [{ a: first, b: second }]
  const isTaken = (pair: { a: string; b: string }) => present.some(({ a, b }) => a === pair.a && b === pair.b)
  const { a, b } = pairs.find((pair) => !isTaken(pair)) ?? { a: '', b: '' }
  return { criterion: 0, a, b, direction: 'BETTER' as const, statement: '' }
}
