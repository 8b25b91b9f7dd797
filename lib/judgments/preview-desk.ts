import 'server-only'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { type KnownPair, type PlannedItem, planItems } from '@/lib/items/plan-items'
import { excludedResponses } from '@/lib/names/excluded'
import type { DecidedName } from '@/lib/names/schema'
import { loadDesign, loadPrompts } from '@/lib/studies/load-design'
import { pairsOf } from '@/lib/studies/schema'
import { readDeskStudy } from './desk-study'
import { renderPair } from './render-pair'
import type { DeskPair, DeskStudy } from './schema'

/** The pair of one item as annotators see it, for the researcher; nothing is leased. `index` runs from 0. */
export async function previewDesk(
  { studyId }: Access<'study:design'>,
  index: number,
): Promise<{ study: DeskStudy; pair: DeskPair | null; count: number }> {
  const [study, { pair, count }] = await Promise.all([readDeskStudy(studyId), previewPair(studyId, index)])
  return { study, pair, count }
}

/** A draft has no items yet: the preview plans them as opening would. Behind published counts there are none at all. */
async function previewPair(studyId: string, index: number) {
  const { promptSetId } = await db.study.findUniqueOrThrow({ where: { id: studyId }, select: { promptSetId: true } })
  if (!promptSetId) return { pair: null, count: 0 }
  const design = await loadDesign(db, studyId)
  const { seed, sharedItems, identicalChecks } = design
  const prompts = await loadPrompts(db, design)
  const known: KnownPair[] = design.known
  const items = planItems({
    ...{ seed, known, sharedItems, identicalChecks, excluded: excludedResponses(design.names) },
    prompts: prompts.map(({ id }) => id),
    pairs: pairsOf(design.comparisons),
  })
  const item = items[index]
  if (!item) return { pair: null, count: items.length }
  const {
    messages: prompt,
    responses,
    category,
  } = await db.prompt.findUniqueOrThrow({
    where: { id: item.prompt },
    include: { responses: { where: { sample: 0, systemId: { in: [item.systemA, item.systemB] } } } },
  })
  const response = (systemId: string) =>
    responses.find((each) => each.systemId === systemId)?.messages ?? [
      { role: 'assistant', content: '*This system has no response to this prompt yet.*' },
    ]
  const pair = renderPair({
    ...{ id: `preview-${index}`, isPractice: item.kind === 'PRACTICE', leftIsA: item.startsLeft, prompt },
    masks: masksOf(design.names, item),
    warned: category !== null && design.warnedCategories.includes(category),
    ...{ responseA: response(item.systemA), responseB: response(item.systemB) },
  })
  return { pair, count: items.length }
}

function masksOf(names: readonly DecidedName[], { prompt, systemA, systemB }: PlannedItem): string[] {
  const masked = names.filter(
    ({ promptId, systemId, decision }) =>
      decision === 'MASK' && promptId === prompt && (systemId === systemA || systemId === systemB),
  )
  return [...new Set(masked.map(({ word }) => word))].sort()
}
