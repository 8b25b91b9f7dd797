import type { Message } from '@/lib/prompts/messages'

/** Messages as one text: a single one as it is, several each after its role. */
export function inOneText(messages: readonly Message[]): string {
  const [only] = messages
  if (messages.length === 1 && only) return only.content
  return messages.map(({ role, content }) => `${role}: ${content}`).join('\n\n')
}
