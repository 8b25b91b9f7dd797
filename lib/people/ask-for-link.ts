import 'server-only'
import { RateLimiterPrisma, RateLimiterRes } from 'rate-limiter-flexible'
import { keyed } from '@/lib/auth/keyed'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { countedAddress } from '@/lib/http/client-address'
import type { Language } from '@/lib/i18n/languages'
import { postMail } from '@/lib/mail/outbox'
import { recordSecurity } from '@/lib/security/record'

const QUARTER_HOUR = 15 * 60

/** Links that are asked for within a quarter of an hour, at most: for an e-mail, and from an address, which a lab may share. */
const MOST = { email: 3, address: 30 } as const

let limiters: Record<keyof typeof MOST, RateLimiterPrisma> | undefined

/**
 * Has a link sent to an e-mail, to sign in or to choose another password. Whether anybody has an account with it is not
 * looked at here, but by the job that sends it: the answer and the work are the same.
 * @param address of whoever asks
 * @throws AppError `too_many_attempts`; `conflict` where no mail is sent
 */
export async function askForLink(
  { email, kind, language }: { email: string; kind: 'SIGN_IN' | 'RESET'; language: Language },
  address: string,
): Promise<void> {
  await countMail('address', countedAddress(address))
  await countMail('email', email)
  await db.$transaction(async (tx) => {
    await postMail(tx, { kind, to: email, language })
    await recordSecurity(tx, { kind: 'link-asked', from: { address } })
  })
}

async function countMail(by: keyof typeof MOST, what: string): Promise<void> {
  limiters ??= { email: make('email'), address: make('address') }
  try {
    await limiters[by].consume(keyed(`mail to ${by}`, what))
  } catch (reason) {
    if (!(reason instanceof RateLimiterRes)) throw reason
    throw new AppError('too_many_attempts')
  }
}

function make(by: keyof typeof MOST): RateLimiterPrisma {
  return new RateLimiterPrisma({
    points: MOST[by],
    duration: QUARTER_HOUR,
    storeClient: db,
    tableName: 'rateLimiterFlexible',
    keyPrefix: `mail:${by}`,
  })
}
