import 'server-only'
import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { seal, unseal } from '@/lib/security/seal'
import { Endings, ParameterNames } from './schema'

const TOKEN = /^[\w-]{22}$/

/** The secret of a recruitment's link: 128 random bits, found by their hash, sealed to be shown again. */
export async function makeToken(recruitmentId: string): Promise<{ tokenHash: string; sealedToken: string }> {
  const token = randomBytes(16).toString('base64url')
  return { tokenHash: hashToken(token), sealedToken: await seal(recruitmentId, token) }
}

/** The path of a recruitment's link; null when what sealed it is not here any more. */
export async function readPath({ id, sealedToken }: { id: string; sealedToken: string }): Promise<string | null> {
  const token = await unseal(id, sealedToken).catch(() => null)
  return token && `/r/${token}`
}

/** The recruitment that a link leads to. @throws AppError `not_found` */
export async function findRecruitment(token: string) {
  const found = TOKEN.test(token)
    ? await db.recruitment.findUnique({
        where: { tokenHash: hashToken(token) },
        include: { study: { select: { title: true, status: true, consent: true, leaseMinutes: true } } },
      })
    : null
  if (!found) throw new AppError('not_found')
  return asFound(found)
}

/** With what is kept as JSON in its shape. */
export function asFound<R extends { parameters: unknown; endings: unknown }>(row: R) {
  return { ...row, ...Kept.parse({ parameters: row.parameters, endings: row.endings }) }
}

const Kept = z.object({ parameters: ParameterNames, endings: Endings })

export type FoundRecruitment = Awaited<ReturnType<typeof findRecruitment>>

function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url')
}
