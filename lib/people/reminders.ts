import 'server-only'
import type { SiteAccess } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { readRemindersToken } from '@/lib/mail/link-token'

/** Whether the actor gets reminders by mail. */
export async function readReminders({ actor }: SiteAccess<'account:manage'>): Promise<boolean> {
  return (await db.user.count({ where: { id: actor.id, remindersOffAt: null } })) > 0
}

/** Has the actor sent reminders, or not. */
export async function setReminders({ actor }: SiteAccess<'account:manage'>, wanted: boolean): Promise<void> {
  await set(actor.id, wanted)
}

/** Ends the reminders of whoever the link in one was sent to; as often as it is pressed. @throws AppError `link_over` */
export async function endReminders(token: string): Promise<void> {
  const userId = readRemindersToken(token)
  if (userId === null) throw new AppError('link_over')
  await set(userId, false)
}

async function set(id: string, wanted: boolean): Promise<void> {
  const remindersOffAt = wanted ? null : new Date()
  await db.user.updateMany({ where: { id }, data: { remindersOffAt } })
}
