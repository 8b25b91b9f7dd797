import 'server-only'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { Actor } from './actor'

/**
 * In whose name a command acts: an admin of this e-mail, or the first there was. Only for commands: whoever can run one
 * can read the database anyway.
 * @throws AppError `not_found` when there is no such account
 */
export async function findActingAdmin(email: string | undefined): Promise<Actor> {
  const admin = await db.user.findFirst({
    where: { role: 'ADMIN', disabledAt: null, ...(email && { email: email.toLowerCase() }) },
    orderBy: { createdAt: 'asc' },
    select: { id: true, name: true, email: true, role: true },
  })
  if (!admin)
    throw new AppError('not_found', {
      message: email
        ? `No admin has the e-mail ${email}.`
        : 'There is no admin account yet. Start Evenhand once, which makes one.',
    })
  return admin
}

/**
 * The same for uploads, which researchers make as well: whoever has this e-mail, or the first admin there was.
 * @throws AppError `not_found` when there is no such account
 */
export async function findActingUploader(email: string | undefined): Promise<Actor> {
  if (!email) return findActingAdmin(undefined)
  const person = await db.user.findFirst({
    where: { role: { not: 'ANNOTATOR' }, disabledAt: null, email: email.toLowerCase() },
    select: { id: true, name: true, email: true, role: true },
  })
  if (!person) throw new AppError('not_found', { message: `No admin or researcher has the e-mail ${email}.` })
  return person
}
