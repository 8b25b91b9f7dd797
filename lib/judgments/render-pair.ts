import { renderMarkdown, renderMessage } from '@/lib/markdown/render-markdown'
import { maskNames } from '@/lib/names/mask'
import { type Message, Messages } from '@/lib/prompts/messages'
import type { HeldSlot } from './desk-row'
import type { PairText } from './own-schema'
import type { DeskPair, Turn } from './schema'

type Contents = Pick<HeldSlot, 'leftIsA' | 'masks' | 'prompt' | 'responseA' | 'responseB'>

/** A slot as the browser may know it: arms become sides, names are masked, texts become safe HTML. */
export function renderPair(slot: HeldSlot): DeskPair {
  const { prompt, left, right } = sidesOf(slot)
  return {
    ...{ assignmentId: slot.id, isPractice: slot.isPractice, warned: slot.warned },
    ...{ prompt: prompt.map(renderTurn), left: left.map(renderTurn), right: right.map(renderTurn) },
  }
}

/** A slot's texts as they were written, but for the names that are masked. */
export function plainPair(slot: Contents): PairText {
  const { prompt, left, right } = sidesOf(slot)
  const texts = (messages: Message[]) => messages.map(({ content }) => content)
  return { prompt: texts(prompt), left: texts(left), right: texts(right) }
}

function sidesOf({ leftIsA, masks, prompt, responseA, responseB }: Contents) {
  const [left, right] = leftIsA ? [responseA, responseB] : [responseB, responseA]
  return { prompt: masked(prompt, masks), left: masked(left, masks), right: masked(right, masks) }
}

function masked(messages: unknown, masks: readonly string[]): Message[] {
  return Messages.parse(messages).map(({ role, content }) => ({ role, content: maskNames(content, masks) }))
}

/** The researcher's words as safe HTML; nothing stays nothing. */
export function renderText(markdown: string): string {
  return markdown ? renderMarkdown(markdown) : ''
}

function renderTurn({ role, content }: Message): Turn {
  return { role, html: renderMessage(content) }
}
