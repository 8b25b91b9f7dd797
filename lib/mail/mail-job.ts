import 'server-only'
import { createTransport } from 'nodemailer'
import { z } from 'zod'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { Job } from '@/lib/jobs/job'
import { compose } from './compose'
import { mailSettings } from './settings'
import { onSite, writeMail } from './write-mail'

const Payload = z.object({ mailId: z.uuid() })

/** How long the mail server may be silent. */
const PATIENCE_MS = 15_000

/** What was sent, and to whom, is known for so long. */
const KEPT_DAYS = 30

/**
 * Sends a mail. What the server refuses for good is given up; when it is away, or asks to come back later, it is tried
 * again, for about an hour. Sent twice it is the same mail, with the same id and link.
 */
export const mailJob: Job<z.output<typeof Payload>> = {
  name: 'mail',
  title: 'Mail',
  payload: Payload,
  atOnce: 2,
  retries: 10,
  run: async ({ mailId }) => {
    await sweep()
    const mail = await db.mail.findUnique({ where: { id: mailId } })
    if (!mail || mail.sentAt || mail.failedAt) return { sent: false }
    const letter = await compose(mail)
    // Gone without a trace: the list of mails must not tell who has an account.
    if (letter === null) {
      await db.mail.deleteMany({ where: { id: mailId } })
      return { sent: false }
    }
    await send(mailId, mail.to, letter)
    await db.mail.updateMany({ where: { id: mailId }, data: { sentAt: new Date() } })
    return { sent: true }
  },
}

async function send(mailId: string, to: string, letter: Parameters<typeof writeMail>[0]): Promise<void> {
  const settings = mailSettings()
  if (!settings) throw new AppError('conflict', { message: 'This installation sends no mail: SMTP_URL is not set.' })
  const waits = { connectionTimeout: PATIENCE_MS, greetingTimeout: PATIENCE_MS, socketTimeout: PATIENCE_MS }
  const transport = createTransport({ url: settings.url, ...waits, disableFileAccess: true, disableUrlAccess: true })
  const messageId = `<${mailId}@${new URL(onSite('/')).hostname}>`
  try {
    await transport.sendMail({ from: settings.from, to: { name: '', address: to }, messageId, ...writeMail(letter) })
  } catch (error) {
    await giveUpIfRefused(mailId, error)
    throw error
  } finally {
    transport.close()
  }
}

const Refusal = z.object({
  code: z.enum(['EENVELOPE', 'EMESSAGE']),
  responseCode: z.number().min(500).max(599),
  response: z.string().catch(''),
})

/** @throws AppError `conflict` when the server takes no mail for this address, now or later */
async function giveUpIfRefused(mailId: string, error: unknown): Promise<void> {
  const refusal = Refusal.safeParse(error).data
  if (!refusal) return
  const failure = refusal.response.replaceAll(/\s+/g, ' ').slice(0, 300)
  await db.mail.updateMany({ where: { id: mailId }, data: { failedAt: new Date(), failure } })
  throw new AppError('conflict', { message: `The mail server refused it: ${failure}`, cause: error })
}

async function sweep(): Promise<void> {
  const kept = new Date(Date.now() - KEPT_DAYS * 24 * 60 * 60 * 1000)
  await db.mail.deleteMany({ where: { createdAt: { lt: kept } } })
  await db.mailedLink.deleteMany({ where: { expiresAt: { lt: kept } } })
}
