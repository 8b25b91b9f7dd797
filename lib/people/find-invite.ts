import 'server-only'
import { z } from 'zod'
import { db, type Tx } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { AppError } from '@/lib/errors'
import { hashInviteToken } from './invite-token'

// One condition for showing a link and for using it. A study that is over takes nobody in.
const USABLE = Prisma.sql`
  "revokedAt" IS NULL AND ("expiresAt" IS NULL OR "expiresAt" > now()) AND (capacity IS NULL OR uses < capacity)`

const Invite = z.object({
  id: z.string(),
  role: z.enum(['ADMIN', 'RESEARCHER', 'ANNOTATOR']),
  studyId: z.string().nullable(),
  groupId: z.string().nullable(),
  /** For whom it is, where it is for one person. */
  personName: z.string().nullable(),
  personEmail: z.string().nullable(),
})
export type Invite = z.output<typeof Invite>

/** What a link offers, to whoever holds it. @throws AppError `invite_invalid`, whatever the reason */
export async function findInvite(token: string): Promise<Invite & { studyTitle: string | null; consent: string }> {
  const rows = await db.$queryRaw`
    SELECT id, role::text, "studyId", "groupId", "personName", "personEmail" FROM "Invite"
    WHERE "tokenHash" = ${hashInviteToken(token)} AND ${USABLE}`
  const invite = only(rows)
  const study = await requireTakingIn(db, invite)
  return { ...invite, studyTitle: study?.title ?? null, consent: study?.consent ?? '' }
}

/**
 * Uses a link once. Of callers that race for the last place one gets it; the others wait here and are refused.
 * @throws AppError `invite_invalid`
 */
export async function claimInvite(tx: Tx, token: string): Promise<Invite> {
  const rows = await tx.$queryRaw`
    UPDATE "Invite" SET uses = uses + 1, "usedAt" = now()
    WHERE "tokenHash" = ${hashInviteToken(token)} AND ${USABLE}
    RETURNING id, role::text, "studyId", "groupId", "personName", "personEmail"`
  const invite = only(rows)
  await requireTakingIn(tx, invite)
  return invite
}

function only(rows: unknown): Invite {
  const invite = z.array(Invite).max(1).parse(rows)[0]
  if (!invite) throw new AppError('invite_invalid')
  return invite
}

/** Title and consent text of the invite's study, if it names one, which must not be over. */
async function requireTakingIn(tx: Tx | typeof db, { studyId }: Invite) {
  if (studyId === null) return null
  const study = await tx.study.findUnique({
    where: { id: studyId, status: { not: 'CLOSED' } },
    select: { title: true, consent: true },
  })
  if (!study) throw new AppError('invite_invalid')
  return study
}
