import 'server-only'
import { db } from '@/lib/db/client'
import { isSealedEarlier, seal, unseal } from '@/lib/security/seal'

/**
 * Seals with the present encryption key what an earlier one sealed, so that the earlier one can be taken away: keys of
 * providers, people's tokens for hubs, secrets of webhooks, links of recruitments and whom platforms say that participants
 * are. What cannot be opened stays as it is: whoever needs it is told.
 * @returns how many there were
 */
export async function resealKeys(): Promise<number> {
  let resealed = 0
  for (const { id, sealedKey } of await db.provider.findMany({ select: { id: true, sealedKey: true } })) {
    const anew = await sealAnew(id, sealedKey)
    // Whoever entered another key meanwhile has sealed that.
    if (anew) resealed += (await db.provider.updateMany({ where: { id, sealedKey }, data: { sealedKey: anew } })).count
  }
  for (const { userId, sealedToken } of await db.hubToken.findMany()) {
    const anew = await sealAnew(userId, sealedToken)
    if (anew)
      resealed += (await db.hubToken.updateMany({ where: { userId, sealedToken }, data: { sealedToken: anew } })).count
  }
  for (const { id, sealedSecret } of await db.webhook.findMany({ select: { id: true, sealedSecret: true } })) {
    const anew = await sealAnew(id, sealedSecret)
    // The one before, which signs for a day at most, is let go: it would have to be sealed anew as well.
    const data = { sealedSecret: anew ?? '', sealedOldSecret: null, oldSecretUntil: null }
    if (anew) resealed += (await db.webhook.updateMany({ where: { id, sealedSecret }, data })).count
  }
  return resealed + (await resealRecruitments())
}

async function resealRecruitments(): Promise<number> {
  let resealed = 0
  for (const { studyId, id, sealedToken } of await db.recruitment.findMany()) {
    const anew = await sealAnew(id, sealedToken)
    const where = { studyId, id, sealedToken }
    if (anew) resealed += (await db.recruitment.updateMany({ where, data: { sealedToken: anew } })).count
  }
  for (const { studyId, id, sealedParticipant, sealedSession } of await db.participation.findMany({ select: SEALED })) {
    const anew = {
      sealedParticipant: await sealAnew(id, sealedParticipant),
      sealedSession: await sealAnew(id, sealedSession),
    }
    if (!anew.sealedParticipant) continue
    const data = {
      sealedParticipant: anew.sealedParticipant,
      ...(anew.sealedSession && { sealedSession: anew.sealedSession }),
    }
    const where = { studyId, id, sealedParticipant, sealedSession }
    resealed += (await db.participation.updateMany({ where, data })).count
  }
  return resealed
}

const SEALED = { studyId: true, id: true, sealedParticipant: true, sealedSession: true } as const

/** Sealed with the present key; null where that is so already, or it cannot be opened. */
async function sealAnew(ownerId: string, sealed: string | null): Promise<string | null> {
  if (!sealed || !isSealedEarlier(sealed)) return null
  const secret = await unseal(ownerId, sealed).catch(() => null)
  return secret === null ? null : seal(ownerId, secret)
}
