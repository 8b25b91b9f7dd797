import 'server-only'
import { Secret, TOTP } from 'otpauth'
import { db, type Tx } from '@/lib/db/client'
import { seal, unseal } from '@/lib/security/seal'

/** RFC 6238 as every app has it: SHA-1, six digits, half a minute. */
const PERIOD_SECONDS = 30

/** A new secret of 160 bits for an app, which counts once a first code of it was right. */
export async function beginGenerator(userId: string, label: string): Promise<{ secret: string; address: string }> {
  const generator = generatorOf(new Secret({ size: 20 }), label)
  const sealed = await seal(userId, generator.secret.base32)
  const fresh = { secret: sealed, confirmedAt: null, lastStep: 0 }
  await db.codeGenerator.upsert({ where: { userId }, create: { userId, ...fresh }, update: fresh })
  return { secret: generator.secret.base32, address: generator.toString() }
}

function generatorOf(secret: Secret, label = 'account'): TOTP {
  return new TOTP({ issuer: 'Evenhand', label, secret, algorithm: 'SHA1', digits: 6, period: PERIOD_SECONDS })
}

/**
 * Uses a code of the app, of now or the half minutes beside it. Each serves once, and none before it: a code that somebody
 * has looked over a shoulder is gone.
 */
export async function spendCode(
  tx: Tx | typeof db,
  { userId, code, isFirst = false }: { userId: string; code: string; isFirst?: boolean },
): Promise<boolean> {
  const stored = await tx.codeGenerator.findFirst({
    where: { userId, confirmedAt: isFirst ? null : { not: null } },
    select: { secret: true },
  })
  if (!stored || !/^\d{6}$/.test(code)) return false
  const generator = generatorOf(Secret.fromBase32(await unseal(userId, stored.secret)))
  const delta = generator.validate({ token: code, window: 1 })
  if (delta === null) return false
  const step = Math.floor(Date.now() / 1000 / PERIOD_SECONDS) + delta
  const { count } = await tx.codeGenerator.updateMany({
    where: { userId, secret: stored.secret, lastStep: { lt: step } },
    data: { lastStep: step, ...(isFirst && { confirmedAt: new Date() }) },
  })
  return count === 1
}
