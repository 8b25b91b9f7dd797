import 'server-only'
import { env } from '@/lib/env'
import type { Signed } from './signature'

type Told = { id: string; type: string; createdAt: Date; studyId: string | null; data: unknown }

/**
 * A message as it is signed and sent: what happened, when, and where more is to be read by whoever may. The same at each try but
 * for the moment of sending. Ids, counts and addresses are all that is ever in it.
 */
export function messageOf({ id, type, createdAt, studyId, data }: Told, now = Date.now()): Signed {
  const home = env().NEXTAUTH_URL.replace(/\/$/, '')
  const study = studyId && { studyId, url: `${home}/api/v1/studies/${studyId}` }
  const body = JSON.stringify({ type, timestamp: createdAt.toISOString(), data: { ...study, ...(data as object) } })
  return { id: `msg_${id}`, timestamp: Math.floor(now / 1000), body }
}
