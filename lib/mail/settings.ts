import { z } from 'zod'

/** The settings of mail, with what they mean. */
export const MailVariables = z.object({
  SMTP_URL: z
    .url({
      protocol: /^smtps?$/,
      error: 'SMTP_URL must be smtps://user:password@host:465, or smtp://user:password@host:587.',
    })
    .describe('How mail is sent, smtps://user:password@host:465; without it links are passed on by hand.'),
  SMTP_FROM: z
    .string('SMTP_FROM is missing: whom mails come from, such as Evenhand <evenhand@lab.example>.')
    .max(300, 'SMTP_FROM has at most 300 characters.')
    .regex(/^([^<>\r\n]+<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/, 'SMTP_FROM must be an e-mail, or Name <e-mail>.')
    .describe('Whom mails come from, such as Evenhand <evenhand@lab.example>.'),
})

/** How mail is sent. */
export type MailSettings = { url: string; from: string }

/**
 * Reads how mail is sent; null where none is, and links are passed on by hand.
 * @throws Error that names each variable that is wrong and what it should be
 */
export function readMailSettings(environment: Record<string, string | undefined>): MailSettings | null {
  // An empty variable, as a compose file leaves it, is none.
  const { SMTP_URL, SMTP_FROM } = environment
  if (!SMTP_URL) return null
  const result = MailVariables.safeParse({ SMTP_URL, SMTP_FROM: SMTP_FROM || undefined })
  if (!result.success)
    throw new Error(`Mail is not set up:\n${result.error.issues.map(({ message }) => `  ${message}`).join('\n')}`)
  return { url: result.data.SMTP_URL, from: result.data.SMTP_FROM }
}

let read: MailSettings | null | undefined

/** Those of this installation, read once. */
export function mailSettings(): MailSettings | null {
  if (read === undefined) read = readMailSettings(process.env)
  return read
}

/** Whether this installation sends mail. */
export function sendsMail(): boolean {
  return mailSettings() !== null
}
