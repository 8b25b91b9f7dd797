import { maskNames } from '@/lib/names/mask'
import type { Message } from '@/lib/prompts/messages'
import type { TextRow } from './columns'

/** Messages as annotators saw them: with each of these words masked. */
function maskMessages(messages: readonly Message[], masks: readonly string[]): Message[] {
  return messages.map(({ role, content }) => ({ role, content: maskNames(content, masks) }))
}

/** The texts of a row as its annotators saw them; what an imported file did not hold is null. */
export function textsAsShown({ prompt, response_a, response_b }: TextRow, masks: readonly string[]): TextRow {
  const shown = (messages: Message[] | null) => messages && maskMessages(messages, masks)
  return { prompt: shown(prompt), response_a: shown(response_a), response_b: shown(response_b) }
}
