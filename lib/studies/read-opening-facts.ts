import 'server-only'
import type { Access } from '@/lib/auth/access'
import { type OpeningPlan, readPlan } from '@/lib/counts/read-plan'
import { db } from '@/lib/db/client'
import { type Costs, costsOf } from './consequences'

/** What whoever opens a draft is told before: what is written, what it costs, what is not tried or decided. */
export type OpeningFacts = {
  plan: OpeningPlan
  costs: Pick<Costs, 'hours' | 'cost'> & { judgments: number; isOpen: boolean; models: number }
  currency: string
  /** Annotators expected; null where a group does not say. */
  people: number | null
  rehearsals: number
  /** Names in prompts and responses, as the draft was last looked through, about which nothing is decided. */
  undecided: number
}

/** Reckons a draft as opening would plan it; null where nothing can be planned yet. */
export async function readOpeningFacts(access: Access<'study:read'>): Promise<OpeningFacts | null> {
  const { studyId } = access
  const plan = await readPlan(access)
  if (!plan) return null
  const { design, selection } = plan
  const undecided = { studyId, decision: null }
  const [rehearsals, inResponses, inPrompts] = await Promise.all([
    db.study.count({ where: { rehearsalOfId: studyId } }),
    db.namedResponse.count({ where: undecided }),
    db.namedPrompt.count({ where: undecided }),
  ])
  const costs = costsOf(design, selection)
  const { annotators, known, models, open } = costs.plan
  return {
    plan,
    costs: { hours: costs.hours, cost: costs.cost, judgments: known, isOpen: open.length > 0, models },
    currency: design.planning.currency,
    people: annotators.defined ? annotators.value : null,
    rehearsals,
    undecided: inResponses + inPrompts,
  }
}
