import 'server-only'
import { z } from 'zod'
import type { Access, SiteAccess } from '@/lib/auth/access'
import type { Tx } from '@/lib/db/client'
import type { Dependants } from '@/lib/keeping/dependants'
import type { Thing } from '@/lib/keeping/thing'
import { count } from '@/lib/numbers/count'

export const InviteKey = z.object({ inviteId: z.uuid() })
type InviteKey = z.output<typeof InviteKey>
export const StudyInviteKey = InviteKey.extend({ studyId: z.uuid() })

/** What a link without a name is called in dialogs and in the audit trail. */
const NAMELESS = 'A link without a name'

/** The same of one that names somebody: nothing is ever taken out of the audit trail, so it names nobody. */
const PERSONAL = 'A personal link'

const rename = {
  audit: 'invite.rename',
  longest: 120,
  run: (tx: Tx, _: unknown, { inviteId, name }: InviteKey & { name: string }) =>
    tx.invite.update({ where: { id: inviteId }, data: { note: name } }),
} as const

const remove = {
  audit: 'invite.delete',
  run: (tx: Tx, _: unknown, { inviteId }: InviteKey) => tx.invite.delete({ where: { id: inviteId } }),
} as const

/** A link into a study as something that was made. Its archive is revoking it. */
export const inviteThing: Thing<Access<'annotators:manage'>, InviteKey> = {
  read: (tx, { studyId }, { inviteId }) => read(tx, { id: inviteId, studyId }),
  rename,
  remove,
}

/** A link to an account for somebody who is to work on the site. */
export const staffInviteThing: Thing<SiteAccess<'people:manage'>, InviteKey> = {
  read: (tx, _, { inviteId }) => read(tx, { id: inviteId, studyId: null }),
  rename,
  remove,
}

async function read(tx: Tx, where: { id: string; studyId: string | null }): Promise<Dependants | null> {
  // Whoever joins with it at this moment is counted first.
  await tx.$executeRaw`SELECT FROM "Invite" WHERE id = ${where.id}::uuid FOR UPDATE`
  const invite = await tx.invite.findFirst({ where })
  if (!invite) return null
  const { note, uses, personName } = invite
  return {
    name: note || (personName === null ? NAMELESS : PERSONAL),
    isArchived: invite.revokedAt !== null,
    goes: ['the link itself: whoever still has it is told that it does not work'],
    stays: uses > 0 ? [count(uses, 'person who joined with it', 'people who joined with it')] : [],
    keeps: { rename: null, archive: null, remove: null },
  }
}
