import 'server-only'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { describeBrowser } from '@/lib/http/describe-browser'
import type { Arriving } from './begin'
import { fillIn } from './brought'
import { type FoundRecruitment, findRecruitment } from './link'
import { unsealIds } from './participant'
import type { Ending, Platform } from './platforms'

/** What an ending gives whoever it is of. */
export type EndPage = {
  kind: 'ended'
  platform: Platform
  ending: Ending
  /** Whether they had begun: then they are thanked for their work. */
  hasBegun: boolean
  code: string | null
  /** Where it takes them, filled in; null where the platform takes nobody back by an address. */
  address: string | null
}

/** `start`: what is to be agreed to before one begins; `device`: the study wants a computer, and this is none. */
export type ArrivalPage =
  | EndPage
  | { kind: 'start' | 'device'; platform: Platform; title: string; consent: string; hasBegun: boolean }

/**
 * What the page of a recruitment's link shows to somebody who has arrived. Nothing in it tells a code or an address of the
 * platform before their part has ended.
 * @throws AppError `not_found` for a link of nothing, or when they are none of its
 */
export async function readArrival(
  token: string,
  { studyId, participationId }: Arriving,
  userAgent: string | null,
): Promise<ArrivalPage> {
  const recruitment = await findRecruitment(token)
  const key = { studyId_id: { studyId, id: participationId } }
  const found = await db.participation.findUnique({ where: key })
  if (!found || found.studyId !== recruitment.studyId) throw new AppError('not_found')
  const hasBegun = found.annotatorId !== null
  if (found.ending) return release({ ...found, ending: found.ending, hasBegun }, recruitment.platform)
  const { platform, study, needsComputer } = recruitment
  const isSmall = ['mobile', 'tablet'].includes(describeBrowser(userAgent).device ?? '')
  const kind = needsComputer && isSmall ? 'device' : 'start'
  return { kind, platform, title: study.title, consent: study.consent, hasBegun }
}

type Ended = NonNullable<Awaited<ReturnType<typeof db.participation.findUnique>>> & {
  ending: Ending
  hasBegun: boolean
}

/** Notes when a code first left the server, before it does. */
async function release(ended: Ended, platform: FoundRecruitment['platform']): Promise<EndPage> {
  const { studyId, id, ending, hasBegun, code, address } = ended
  await db.participation.updateMany({ where: { studyId, id, releasedAt: null }, data: { releasedAt: new Date() } })
  const filling = { ...(await unsealIds(ended)), code, outcome: ending }
  return { kind: 'ended', platform, ending, hasBegun, code, address: address && fillIn(address, filling) }
}
