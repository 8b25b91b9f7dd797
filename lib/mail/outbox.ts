import 'server-only'
import type { Tx } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { Language } from '@/lib/i18n/languages'
import { enqueue } from '@/lib/jobs/queue'
import { mailJob } from './mail-job'
import { sendsMail } from './settings'

/** What a mail is about. A link to sign in, or to another password, goes to whoever has the account, if anybody. */
export type MailInput = { to: string; language: Language } & (
  | { kind: 'INVITE'; id: string; inviteId: string }
  | { kind: 'SIGN_IN' | 'RESET' }
  | { kind: 'REMINDER' | 'TEAM'; studyId: string }
)

/**
 * Has a mail sent by a job, in the transaction of what it is about: neither is there without the other.
 * @throws AppError `conflict` where no mail is sent
 */
export async function postMail(tx: Tx, mail: MailInput): Promise<void> {
  if (!sendsMail()) throw new AppError('conflict', { message: 'This installation sends no mail: SMTP_URL is not set.' })
  const { id } = await tx.mail.create({ data: mail, select: { id: true } })
  await enqueue(tx, mailJob, { mailId: id }, id)
}
