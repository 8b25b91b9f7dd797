import 'server-only'
import { db } from '@/lib/db/client'
import { readClient } from '@/lib/http/request-client'
import { recordSecurity } from './record'

/** Writes down what is answered as a file to keep, before any of it is sent: nobody has one without a record. */
export async function noteDownload(
  { actor, studyId }: { actor: { id: string }; studyId?: string },
  { url, method, headers }: Request,
  answer: Response,
): Promise<void> {
  if (method !== 'GET' || !answer.headers.get('content-disposition')?.startsWith('attachment')) return
  const from = { address: readClient(headers), userAgent: headers.get('user-agent') }
  const subject = new URL(url).pathname.split('/').at(-1) ?? ''
  await recordSecurity(db, { kind: 'download', userId: actor.id, studyId, subject, from })
}
