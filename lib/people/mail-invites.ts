import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Access, SiteAccess } from '@/lib/auth/access'
import { db, type Tx } from '@/lib/db/client'
import { linkToken } from '@/lib/mail/link-token'
import { postMail } from '@/lib/mail/outbox'
import { writeAnnotatorInvite, writeStaffInvite } from './create-invite'
import { hashInviteToken } from './invite-token'
import { INVITE_DEFAULTS, type MailedAnnotatorInvites, type MailedStaffInvites } from './schema'

const STAFF_DAYS = 14

/** Sends each person a link of their own to an account with a role. @returns how many mails are on their way */
export async function mailStaffInvites(
  { actor }: SiteAccess<'people:manage'>,
  { role, ...to }: MailedStaffInvites,
): Promise<{ mails: number }> {
  const staff = { role, capacity: 1, days: STAFF_DAYS }
  return mailEach(to, (tx, tokenHash) => writeStaffInvite(tx, actor, { ...staff, tokenHash }))
}

/**
 * Sends each person a link of their own into a group of the study.
 * @throws AppError `not_found` when the study has no such group, or takes nobody in
 */
export async function mailAnnotatorInvites(
  { actor, studyId }: Access<'annotators:manage'>,
  { groupId, ...to }: Omit<MailedAnnotatorInvites, 'studyId'>,
): Promise<{ mails: number }> {
  const part = { studyId, groupId, capacity: 1, days: INVITE_DEFAULTS.days }
  return mailEach(to, (tx, tokenHash) => writeAnnotatorInvite(tx, actor, { ...part, tokenHash }))
}

type To = Pick<MailedStaffInvites, 'emails' | 'language'>

async function mailEach(
  { emails, language }: To,
  write: (tx: Tx, tokenHash: string) => Promise<string>,
): Promise<{ mails: number }> {
  const addresses = [...new Set(emails)]
  await db.$transaction(async (tx) => {
    for (const to of addresses) {
      const id = randomUUID()
      const inviteId = await write(tx, hashInviteToken(linkToken(id)))
      await postMail(tx, { kind: 'INVITE', id, to, language, inviteId })
    }
  })
  return { mails: addresses.length }
}
