import type { Contents, HeldSlot } from '@/lib/engine/claimed'
import { renderMarkdown, renderMessage } from '@/lib/markdown/render-markdown'
import { maskNames } from '@/lib/names/mask'
import type { Message } from '@/lib/prompts/messages'
import { maskApart } from './mask-apart'
import type { PairText } from './own-schema'
import type { DeskPair, Turn } from './schema'

/** A pair's texts as they were written. */
type Written = Pick<HeldSlot, 'leftIsA' | 'masks'> & Texts<Message[]>

/** What one slot shows. */
type Texts<T> = { prompt: T; responseA: T; responseB?: T | null | undefined }

/** A slot as the browser may know it: arms become sides, names are masked, texts become safe HTML. */
export function renderPair({ masks, ...slot }: HeldSlot): DeskPair {
  const { prompt, left, right } = sidesOf(slot)
  const show = (contents: Contents) => contents.map((each) => ('html' in each ? each : renderTurn(each, masks)))
  return {
    ...{ assignmentId: slot.id, isPractice: slot.isPractice, warned: slot.warned },
    ...{ prompt: show(prompt), left: show(left), right: right && show(right) },
  }
}

/** A slot's texts as they were written, but for the names that are masked. */
export async function plainPair({ masks, ...slot }: Written): Promise<PairText> {
  const { prompt, left, right } = sidesOf(slot)
  const all = [prompt, left, right ?? []].flat().map(({ content }) => content)
  const texts = await maskApart(all, masks)
  const take = (messages: Message[]) => texts.splice(0, messages.length)
  return { prompt: take(prompt), left: take(left), right: right && take(right) }
}

/** A response that stands alone stands left. */
function sidesOf<T>({ leftIsA, prompt, responseA, responseB }: Texts<T> & { leftIsA: boolean }) {
  if (!responseB) return { prompt, left: responseA, right: null }
  return leftIsA ? { prompt, left: responseA, right: responseB } : { prompt, left: responseB, right: responseA }
}

/** The researcher's words as safe HTML; nothing stays nothing. */
export function renderText(markdown: string): string {
  return markdown ? renderMarkdown(markdown) : ''
}

function renderTurn({ role, content }: Message, masks: readonly string[]): Turn {
  return { role, html: renderMessage(maskNames(content, masks)) }
}
