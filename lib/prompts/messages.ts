import { createHash } from 'node:crypto'
import { z } from 'zod'

/** One chat message. Prompts and responses are lists of them; single-turn is a list of one. */
export const Message = z.object({ role: z.enum(['system', 'user', 'assistant']), content: z.string() })
export type Message = z.output<typeof Message>

export const Messages = z.array(Message).min(1)

/**
 * SHA-256 of messages, hex, for "the same text". Line endings are unified and outer white space dropped, since files
 * differ in these without meaning to; nothing else is.
 */
export function digestMessages(messages: readonly Message[]): string {
  const canonical = messages.map(({ role, content }) => [role, content.replaceAll('\r\n', '\n').trim()])
  return createHash('sha256').update(JSON.stringify(canonical)).digest('hex')
}
