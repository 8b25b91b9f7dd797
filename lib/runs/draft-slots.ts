import 'server-only'
import { itemsInScope } from '@/lib/assignments/plan-models'
import { db } from '@/lib/db/client'
import { itemsOf } from '@/lib/designs/item-plan'
import { loadPrompts } from '@/lib/designs/load-design'
import { masksOf } from '@/lib/designs/masks-of'
import { optionsOf } from '@/lib/designs/options-of'
import type { StudyInput } from '@/lib/designs/schema'
import type { ModelInput } from '@/lib/models/design'
import type { ShownText } from '@/lib/models/request'
import { Messages } from '@/lib/prompts/messages'
import { type PlannedItem, systemsOf } from '@/lib/protocols/planned-item'
import { rng } from '@/lib/rng'
import { type StudyText, showSlot } from './study-text'

/** What a model would be sent of one item, with the prompt's own id. */
export type DraftSlot = { prompt: string; shown: ShownText }

/** What a draft's models would be asked: how many items, and some of them, drawn from the seed. */
export type DraftSlots = { items: number; drawn: DraftSlot[] }

/** Plans a draft as opening would, and reads some of what a model would judge. Items that lack a response are passed over. */
export async function draftSlots(
  design: StudyInput,
  { scope }: Pick<ModelInput, 'scope'>,
  most: number,
): Promise<DraftSlots> {
  const items = itemsInScope(itemsOf(design, await loadPrompts(db, design)), scope, design.seed)
  const drawn = rng(design.seed, 'items to try').shuffle(items).slice(0, most)
  const text = textOf(design)
  const read = await Promise.all(drawn.map((item) => readSlot(design, text, item)))
  return { items: items.length, drawn: read.filter((slot) => slot !== null) }
}

function textOf({ framing, instructions, criteria, ...design }: StudyInput): StudyText {
  return {
    ...{ framing, instructions },
    // A draft's questions have no ids yet; their places tell them apart.
    criteria: criteria.map((criterion, place) => ({
      ...{ id: String(place), question: criterion.question, options: optionsOf(criterion) },
      unit: design.protocol === 'RATING' && 'unit' in criterion ? criterion.unit : 'RESPONSE',
    })),
  }
}

async function readSlot(design: StudyInput, text: StudyText, item: PlannedItem): Promise<DraftSlot | null> {
  const found = await db.prompt.findUniqueOrThrow({
    where: { id: item.prompt },
    include: { responses: { where: { sample: item.sample, systemId: { in: systemsOf(item) } } } },
  })
  const response = (systemId: string) => found.responses.find((each) => each.systemId === systemId)?.messages
  const [a, b] = [response(item.systemA), item.systemB === null ? null : response(item.systemB)]
  if (a === undefined || b === undefined) return null
  const shown = showSlot(text, {
    ...{ leftIsA: item.startsLeft, masks: masksOf(design.names, item), prompt: Messages.parse(found.messages) },
    ...{ responseA: Messages.parse(a), responseB: b === null ? null : Messages.parse(b) },
  })
  return { prompt: found.externalId, shown }
}
