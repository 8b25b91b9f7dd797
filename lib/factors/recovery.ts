import 'server-only'
import { randomInt } from 'node:crypto'
import { keyed } from '@/lib/auth/keyed'
import type { db, Tx } from '@/lib/db/client'

const CODES = 10

/** Letters and digits that nobody mistakes for one another. */
const READABLE = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Ten new codes in the place of those before, to be kept on paper: of 59 bits each. @returns them: they are shown now or never */
export async function makeRecoveryCodes(tx: Tx, userId: string): Promise<string[]> {
  const codes = Array.from({ length: CODES }, makeCode)
  await tx.recoveryCode.deleteMany({ where: { userId } })
  await tx.recoveryCode.createMany({ data: codes.map((code) => ({ userId, hash: hashOf(userId, code) })) })
  return codes
}

function makeCode(): string {
  const sign = () => READABLE[randomInt(READABLE.length)] ?? ''
  return [1, 2, 3].map(() => Array.from({ length: 4 }, sign).join('')).join('-')
}

/** Uses one of somebody's codes, once. */
export async function spendRecoveryCode(tx: Tx | typeof db, userId: string, code: string): Promise<boolean> {
  const { count } = await tx.recoveryCode.updateMany({
    where: { userId, hash: hashOf(userId, code), usedAt: null },
    data: { usedAt: new Date() },
  })
  return count === 1
}

/** By the installation's secret, so that a code cannot be found from the table alone. */
function hashOf(userId: string, code: string): string {
  return keyed('recovery code', userId, code.toLowerCase().replaceAll(/[^a-z0-9]/g, ''))
}
