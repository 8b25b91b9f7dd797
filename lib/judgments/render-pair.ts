import { renderMarkdown } from '@/lib/markdown/render-markdown'
import { Messages } from '@/lib/prompts/messages'
import type { HeldSlot } from './desk-row'
import type { DeskPair, Turn } from './schema'

/** A slot as the browser may know it: arms become sides, Markdown becomes safe HTML. */
export function renderPair({ id, isPractice, leftIsA, prompt, responseA, responseB }: HeldSlot): DeskPair {
  const [left, right] = leftIsA ? [responseA, responseB] : [responseB, responseA]
  return {
    ...{ assignmentId: id, isPractice },
    ...{ prompt: renderTurns(prompt), left: renderTurns(left), right: renderTurns(right) },
  }
}

/** The researcher's words as safe HTML; nothing stays nothing. */
export function renderText(markdown: string): string {
  return markdown ? renderMarkdown(markdown) : ''
}

function renderTurns(messages: unknown): Turn[] {
  return Messages.parse(messages).map(({ role, content }) => ({ role, html: renderMarkdown(content) }))
}
