import 'server-only'
import { db } from '@/lib/db/client'
import type { ModelSlot } from '@/lib/engine/model-calls'
import type { ShownText } from '@/lib/models/request'
import { maskNames } from '@/lib/names/mask'
import type { Message } from '@/lib/prompts/messages'

/** What of a study stands around each slot. */
export type StudyText = Pick<ShownText, 'framing' | 'instructions' | 'criteria'>

/** What annotators read around what they judge, as it stands now: instructions may be amended. */
export async function loadStudyText(studyId: string): Promise<StudyText> {
  const inOrder = { orderBy: { position: 'asc' } } as const
  const { framing, instructions, criteria } = await db.study.findUniqueOrThrow({
    where: { id: studyId },
    select: {
      ...{ framing: true, instructions: true },
      criteria: {
        ...inOrder,
        select: {
          ...{ id: true, question: true, unit: true },
          options: { ...inOrder, select: { code: true, label: true, anchor: true } },
        },
      },
    },
  })
  return { framing, instructions, criteria }
}

type Texts = Pick<ModelSlot, 'leftIsA' | 'masks' | 'prompt' | 'responseA' | 'responseB'>

/** One slot as people would read it: arms become sides, names are masked. */
export function showSlot(study: StudyText, { leftIsA, masks, prompt, responseA, responseB }: Texts): ShownText {
  const masked = (messages: readonly Message[]) =>
    messages.map(({ role, content }) => ({ role, content: maskNames(content, masks) }))
  const [a, b] = [masked(responseA), responseB && masked(responseB)]
  const sides = b && !leftIsA ? { left: b, right: a } : { left: a, right: b }
  return { ...study, prompt: masked(prompt), ...sides }
}
