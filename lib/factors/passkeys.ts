import 'server-only'
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { z } from 'zod'
import { openFor, sealFor } from '@/lib/auth/sealed'
import { db, type Tx } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log'
import type { NewPasskey, PasskeyAnswer } from './schema'
import { relyingParty } from './settings'

/** How long somebody may take to find their key. */
export const CHALLENGE_SECONDS = 5 * 60

const MOST_PASSKEYS = 20

const Challenge = z.object({ challenge: z.string(), userId: z.string().nullable() })
type Purpose = 'new passkey' | 'passkey'

/** What a browser makes a passkey of, and what it keeps sealed until then. */
export async function askForNewPasskey(person: { id: string; name: string; email: string | null }) {
  const passkeys = await db.passkey.findMany({ where: { userId: person.id }, select: { id: true } })
  if (passkeys.length >= MOST_PASSKEYS)
    throw new AppError('conflict', { message: `An account has at most ${MOST_PASSKEYS} passkeys. Remove one first.` })
  const { id: rpID, name: rpName } = relyingParty()
  const options = await generateRegistrationOptions({
    ...{ rpID, rpName, userName: person.email ?? person.name, userDisplayName: person.name },
    userID: new TextEncoder().encode(person.id),
    attestationType: 'none',
    excludeCredentials: passkeys,
    // With a PIN, a finger or a face: then it is two factors in one.
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
  })
  return { options, kept: await keep('new passkey', options.challenge, person.id) }
}

/** Stores a passkey that was made. @throws AppError `factor_failed` when it does not answer what was asked */
export async function storePasskey(
  tx: Tx,
  { userId, kept, made }: { userId: string; kept: string | undefined; made: NewPasskey },
): Promise<void> {
  const { challenge } = await openChallenge('new passkey', kept, userId)
  const { answer, name } = made
  const verified = await verifyRegistrationResponse({
    response: { ...answer, response: { ...answer.response }, clientExtensionResults: {} },
    ...expected(challenge),
  }).catch(refuse)
  if (!verified.verified) throw new AppError('factor_failed')
  const { id, publicKey, counter } = verified.registrationInfo.credential
  const data = {
    id,
    userId,
    name,
    publicKey: new Uint8Array(publicKey),
    counter,
    transports: answer.response.transports ?? [],
  }
  const { count } = await tx.passkey.createMany({ data: [data], skipDuplicates: true })
  if (count === 0) throw new AppError('factor_failed')
}

/** @param userId whose passkey is asked for; null for anybody's that the browser has */
export async function askForPasskey(userId: string | null) {
  const passkeys = userId
    ? await db.passkey.findMany({ where: { userId }, select: { id: true, transports: true } })
    : []
  const options = await generateAuthenticationOptions({
    rpID: relyingParty().id,
    userVerification: 'required',
    allowCredentials: passkeys,
  })
  return { options, kept: await keep('passkey', options.challenge, userId) }
}

/**
 * Whose passkey answered.
 * @throws AppError `factor_failed` when it is nobody's, another's than was asked for, or did not sign what was asked
 */
export async function readPasskey(
  kept: string | undefined,
  answer: PasskeyAnswer,
): Promise<{ id: string; userId: string }> {
  const { challenge, userId } = await openChallenge('passkey', kept)
  const passkey = await db.passkey.findUnique({ where: { id: answer.id } })
  if (!passkey || (userId !== null && passkey.userId !== userId)) throw new AppError('factor_failed')
  const { id, publicKey, counter } = passkey
  const verified = await verifyAuthenticationResponse({
    response: { ...answer, clientExtensionResults: {} },
    ...expected(challenge),
    credential: { id, publicKey: new Uint8Array(publicKey), counter: Number(counter) },
  }).catch(refuse)
  if (!verified.verified) throw new AppError('factor_failed')
  const { newCounter } = verified.authenticationInfo
  // Of two that answer with the same signature one counts, where the key counts at all.
  const { count } = await db.passkey.updateMany({
    where: { id, counter },
    data: { counter: newCounter, usedAt: new Date() },
  })
  if (count === 0) throw new AppError('factor_failed')
  return { id, userId: passkey.userId }
}

function expected(expectedChallenge: string) {
  const { id, origin } = relyingParty()
  return { expectedChallenge, expectedOrigin: origin, expectedRPID: id, requireUserVerification: true }
}

function refuse(error: unknown): { verified: false } {
  log.warn({ err: error }, 'a passkey was refused')
  return { verified: false }
}

async function keep(purpose: Purpose, challenge: string, userId: string | null): Promise<string> {
  return sealFor(purpose, { challenge, userId }, CHALLENGE_SECONDS)
}

async function openChallenge(purpose: Purpose, kept: string | undefined, userId?: string) {
  const challenge = await openFor(purpose, kept, Challenge)
  if (!challenge || (userId !== undefined && challenge.userId !== userId)) throw new AppError('factor_failed')
  return challenge
}
