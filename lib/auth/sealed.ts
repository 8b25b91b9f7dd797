import 'server-only'
import { encode } from 'next-auth/jwt'
import type { z } from 'zod'
import { env } from '@/lib/env'
import { openToken } from './session'

/**
 * Seals what a browser keeps for us between two steps of signing in.
 * @param purpose has a key of its own: what is sealed for one cannot be opened for another, or taken for a session
 */
export async function sealFor(purpose: string, content: Record<string, unknown>, seconds: number): Promise<string> {
  return encode({ token: content, secret: env().NEXTAUTH_SECRET, salt: purpose, maxAge: seconds })
}

/** Opens it; null for what is not ours, is too old, or was sealed for something else. */
export async function openFor<S extends z.ZodType>(
  purpose: string,
  sealed: string | undefined,
  shape: S,
): Promise<z.output<S> | null> {
  if (!sealed) return null
  const content = await openToken({ token: sealed, secret: env().NEXTAUTH_SECRET, salt: purpose }).catch(() => null)
  return shape.safeParse(content).data ?? null
}
