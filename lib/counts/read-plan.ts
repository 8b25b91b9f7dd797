import 'server-only'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { itemsOf } from '@/lib/designs/item-plan'
import { loadDesign, loadPrompts } from '@/lib/designs/load-design'
import type { StudyInput } from '@/lib/designs/schema'
import { itemsPerPrompt } from '@/lib/designs/systems-of-design'
import { type ItemKinds, kindsOf } from './items'
import { type JoinerCounts, perJoiner, plannedJudgments, type SelectionCounts } from './planned'

/** What opening a draft would write: the items, the judgments wanted at once, and what each who joins adds. */
export type OpeningPlan = {
  items: ItemKinds
  judgments: number
  joiner: JoinerCounts
}

/** The same with what it was reckoned from. */
type Reckoned = OpeningPlan & { design: StudyInput; selection: SelectionCounts }

/** Plans a draft as opening would, and counts it; null where nothing can be planned yet. */
export async function readPlan({ studyId }: Access<'study:read'>): Promise<Reckoned | null> {
  const { promptSetId } = await db.study.findUniqueOrThrow({ where: { id: studyId }, select: { promptSetId: true } })
  if (!promptSetId) return null
  const design = await loadDesign(db, studyId)
  const prompts = await loadPrompts(db, design)
  const items = kindsOf(itemsOf(design, prompts))
  if (items.regular === 0) return null
  const taken = prompts.length * itemsPerPrompt(design) - items.regular
  const selection = { prompts: prompts.length, taken }
  const { byKind, models } = plannedJudgments(design, selection)
  const pools = [byKind.regular, byKind.repeats].map((kind) => (kind.defined ? kind.value : 0))
  return {
    design,
    selection,
    items,
    judgments: pools.reduce((sum, each) => sum + each, models),
    joiner: perJoiner(items, Math.min(design.sharedItems, items.regular)),
  }
}
