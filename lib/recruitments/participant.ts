import 'server-only'
import { keyed } from '@/lib/auth/keyed'
import { seal, unseal } from '@/lib/security/seal'
import type { Platform } from './platforms'

type Whose = { studyId: string; platform: Platform }

/** By what somebody is known again: a hash that nobody can try ids out on. The same over a study's recruitments. */
export function participantKey({ studyId, platform }: Whose, participant: string): string {
  return keyed('participant', studyId, platform, participant)
}

/** The same of a submission. */
export function sessionKey({ studyId, platform }: Whose, session: string): string {
  return keyed('submission', studyId, platform, session)
}

/** What the platform calls a person and their submission, sealed for the row it stands in. */
export async function sealIds(participationId: string, ids: { participant: string; session: string | null }) {
  const [sealedParticipant, sealedSession] = await Promise.all([
    seal(participationId, ids.participant),
    ids.session && seal(participationId, ids.session),
  ])
  return { sealedParticipant, sealedSession }
}

/** The ids again; null where what sealed them is not here any more. */
export async function unsealIds(row: { id: string; sealedParticipant: string; sealedSession: string | null }) {
  const open = (sealed: string | null) => (sealed ? unseal(row.id, sealed).catch(() => null) : null)
  const [participant, session] = await Promise.all([open(row.sealedParticipant), open(row.sealedSession)])
  return { participant, session }
}
