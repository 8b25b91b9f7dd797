import 'server-only'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { itemsOf } from '@/lib/designs/item-plan'
import { loadDesign, loadPrompts } from '@/lib/designs/load-design'
import { masksOf } from '@/lib/designs/masks-of'
import { type Message, Messages } from '@/lib/prompts/messages'
import { type PlannedItem, systemsOf } from '@/lib/protocols/planned-item'
import { readDeskStudy } from './desk-study'
import { renderPair } from './render-pair'
import type { DeskPair, DeskStudy } from './schema'

/** A pair as annotators see it, with how many there are: `count` as their desk counts, practice apart. */
type Preview = { pair: DeskPair | null; practice: number; count: number }

/** The pair of one item, for the researcher; nothing is leased. `index` runs from 0, practice first, as on the desk. */
export async function previewDesk(
  access: Access<'study:design'>,
  index: number,
): Promise<{ study: DeskStudy } & Preview> {
  const [study, preview] = await Promise.all([readDeskStudy(access), previewPair(access.studyId, index)])
  return { study, ...preview }
}

async function previewPair(studyId: string, index: number): Promise<Preview> {
  const { status, promptSetId } = await db.study.findUniqueOrThrow({
    where: { id: studyId },
    select: { status: true, promptSetId: true },
  })
  // Behind published counts there are no items at all.
  if (!promptSetId) return { pair: null, practice: 0, count: 0 }
  return status === 'DRAFT' ? previewPlan(studyId, index) : previewItem(studyId, index)
}

/** A draft has no items yet: they are planned as opening would. */
async function previewPlan(studyId: string, index: number): Promise<Preview> {
  const design = await loadDesign(db, studyId)
  const items = itemsOf(design, await loadPrompts(db, design))
  const practice = items.filter(({ kind }) => kind === 'PRACTICE')
  const counted = items.filter(({ kind }) => kind !== 'PRACTICE')
  const item = [...practice, ...counted][index]
  const pair = item ? await plannedPair(design, item, index) : null
  return { pair, practice: practice.length, count: counted.length }
}

const MISSING: Message = { role: 'assistant', content: '**This system has no response to this prompt yet.**' }

type Design = Awaited<ReturnType<typeof loadDesign>>

async function plannedPair(design: Design, item: PlannedItem, index: number): Promise<DeskPair> {
  const found = await db.prompt.findUniqueOrThrow({
    where: { id: item.prompt },
    include: { responses: { where: { sample: item.sample, systemId: { in: systemsOf(item) } } } },
  })
  const response = (systemId: string): Message[] => {
    const given = found.responses.find((each) => each.systemId === systemId)?.messages
    return given ? Messages.parse(given) : [MISSING]
  }
  return renderPair({
    ...{ id: `preview-${index}`, isPractice: item.kind === 'PRACTICE', leftIsA: item.startsLeft },
    masks: masksOf(design.names, item),
    warned: found.category !== null && design.warnedCategories.includes(found.category),
    ...{
      prompt: Messages.parse(found.messages),
      responseA: response(item.systemA),
      responseB: item.systemB === null ? null : response(item.systemB),
    },
  })
}

/** Of a study that was opened: the items it has, with what amendments brought. */
async function previewItem(studyId: string, index: number): Promise<Preview> {
  const of = { practice: { studyId, kind: 'PRACTICE' }, counted: { studyId, kind: { not: 'PRACTICE' } } } as const
  const [practice, count] = await Promise.all([
    db.item.count({ where: of.practice }),
    db.item.count({ where: of.counted }),
  ])
  const isPractice = index < practice
  const skip = isPractice ? index : index - practice
  if (skip < 0 || skip >= count + practice) return { pair: null, practice, count }
  const item = await db.item.findFirst({
    where: isPractice ? of.practice : of.counted,
    orderBy: { position: 'asc' },
    skip,
    include: {
      prompt: { select: { messages: true, category: true } },
      responseA: { select: { messages: true } },
      responseB: { select: { messages: true } },
      study: { select: { warnedCategories: true } },
    },
  })
  const pair =
    item &&
    renderPair({
      ...{ id: `preview-${index}`, isPractice, leftIsA: item.startsLeft, masks: item.masks },
      warned: item.prompt.category !== null && item.study.warnedCategories.includes(item.prompt.category),
      ...{
        prompt: Messages.parse(item.prompt.messages),
        responseA: Messages.parse(item.responseA.messages),
        responseB: item.responseB && Messages.parse(item.responseB.messages),
      },
    })
  return { pair, practice, count }
}
