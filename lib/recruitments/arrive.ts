import 'server-only'
import { randomUUID } from 'node:crypto'
import { db, type Tx } from '@/lib/db/client'
import { countArrival } from '@/lib/people/count-join'
import { broughtBy } from './brought'
import { endPart } from './end'
import { type FoundRecruitment, findRecruitment } from './link'
import { participantKey, sealIds, sessionKey } from './participant'
import { type Arrival, type ParameterProblem, readParameters } from './read-parameters'
import { hasRoom, takeTurn } from './room'

/** Who has arrived, and whether they have begun before: then the study is where they go. */
export type Arrived = { studyId: string; participationId: string; isJudging: boolean }

/**
 * `again`: they have taken part, and came with another submission; `not_open`: the study takes nobody at the moment;
 * `busy`: too many come at once.
 */
export type ArrivalProblem = ParameterProblem | { kind: 'again' | 'not_open' | 'busy' }

/**
 * Somebody comes by a recruitment's link, perhaps not for the first time. Room is asked before they are asked anything, in
 * the turn of this recruitment; where there is none, their part ends here.
 * @param from their address, by which many arrivals at once are noticed
 * @throws AppError `not_found` for a link of nothing; `too_many_joins`
 */
export async function arrive(token: string, query: URLSearchParams, from: string): Promise<Arrived | ArrivalProblem> {
  const recruitment = await findRecruitment(token)
  const given = readParameters(recruitment.parameters, query, recruitment.platform === 'PROLIFIC')
  if ('kind' in given) return given
  await countArrival({ address: from, link: recruitment.id })
  return db.$transaction((tx) => letIn(tx, recruitment, given))
}

async function letIn(tx: Tx, recruitment: FoundRecruitment, given: Arrival): Promise<Arrived | ArrivalProblem> {
  const { studyId, id: recruitmentId, groupId, study } = recruitment
  const key = participantKey(recruitment, given.participant)
  // Two tabs of one person take turns, and so do all who ask for room.
  const limits = await takeTurn(tx, { studyId, recruitmentId })
  const known = await tx.participation.findUnique({
    where: { studyId_participantKey: { studyId, participantKey: key } },
  })
  const isRoom = await hasRoom(tx, { studyId, recruitmentId, groupId, except: known?.id ?? null }, limits)
  const takesNew = isRoom && study.status === 'OPEN' && recruitment.closedAt === null
  if (known) return welcomeBack(tx, recruitment, { ...known, takesNew, given })
  if (study.status !== 'OPEN' && study.status !== 'CLOSED') return { kind: 'not_open' }
  const participationId = await write(tx, recruitment, { key, given, takesNew })
  return { studyId, participationId, isJudging: false }
}

type New = { key: string; given: Arrival; takesNew: boolean }

async function write(tx: Tx, recruitment: FoundRecruitment, { key, given, takesNew }: New): Promise<string> {
  const { studyId, id: recruitmentId, platform, endings } = recruitment
  const id = randomUUID()
  const sealed = await sealIds(id, given)
  const ended = { ending: 'FULL', endedAt: new Date(), ...broughtBy(platform, endings, 'FULL') } as const
  await tx.participation.create({
    data: {
      ...{ studyId, id, recruitmentId, participantKey: key, ...sealed },
      sessionKey: given.session && sessionKey(recruitment, given.session),
      ...(!takesNew && ended),
    },
  })
  return id
}

type Known = {
  id: string
  sessionKey: string | null
  annotatorId: string | null
  ending: string | null
  seenAt: Date
  takesNew: boolean
  given: Arrival
}

/** The same person, from any device: where they were. With another submission after their part has ended, they are told so. */
async function welcomeBack(tx: Tx, recruitment: FoundRecruitment, known: Known): Promise<Arrived | ArrivalProblem> {
  const { studyId, study } = recruitment
  const { id, annotatorId, ending, takesNew, given } = known
  const session = given.session && sessionKey(recruitment, given.session)
  const isAnother = session !== null && known.sessionKey !== null && session !== known.sessionKey
  const arrived = { studyId, participationId: id, isJudging: annotatorId !== null && ending === null }
  if (ending) return isAnother ? { kind: 'again' } : arrived
  const hasLapsed = known.seenAt.getTime() < Date.now() - study.leaseMinutes * 60_000
  // Who has begun goes on; who has only looked in has no place kept for ever.
  if (!annotatorId && hasLapsed && !takesNew && study.status !== 'PAUSED') {
    await endPart(tx, { studyId, id }, async () => 'FULL')
    return arrived
  }
  const { sealedSession } = await sealIds(id, given)
  await tx.participation.update({
    where: { studyId_id: { studyId, id } },
    data: { seenAt: new Date(), ...(session && { sessionKey: session, sealedSession }) },
  })
  return arrived
}
