import 'server-only'
import { z } from 'zod'
import { openFor, sealFor } from '@/lib/auth/sealed'
import type { SignOn } from './claims'

/** How long somebody may take to sign in to the account that is theirs. */
export const PROVING_SECONDS = 15 * 60

const Unproven = z.object({
  issuer: z.string(),
  subject: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  role: z.enum(['ADMIN', 'RESEARCHER', 'ANNOTATOR']).nullable(),
  next: z.string(),
})

const PURPOSE = 'unproven sign-on'

/** Seals whom the provider vouched for, until they have shown which account is theirs. */
export async function sealUnproven(signOn: SignOn, next: string): Promise<string> {
  return sealFor(PURPOSE, { ...signOn, next }, PROVING_SECONDS)
}

/** Whom a browser has kept so; null for nobody, or after too long. */
export async function openUnproven(sealed: string | undefined): Promise<(SignOn & { next: string }) | null> {
  return openFor(PURPOSE, sealed, Unproven)
}
