import { authorizeActor } from '@/lib/auth/access'
import { type Actor, findActor } from '@/lib/auth/actor'
import { db } from '@/lib/db/client'
import { type Arrived, arrive } from '@/lib/recruitments/arrive'
import { beginPart } from '@/lib/recruitments/begin'
import { readPath } from '@/lib/recruitments/link'
import { createRecruitment } from '@/lib/recruitments/manage'
import { ENDING_KINDS, HABITS } from '@/lib/recruitments/platforms'
import { RecruitmentInput } from '@/lib/recruitments/schema'

/** A study and somebody who runs it. */
type Of = { studyId: string; researcher: Actor }

/** The code of each ending: none of them is part of another, or of anything else that is sent. */
export const CODES = Object.fromEntries(ENDING_KINDS.map((ending, nth) => [ending, `QX${nth}ZK7WV`])) as Record<
  (typeof ENDING_KINDS)[number],
  string
>

/** A recruitment from Prolific into a study's first group of people. @returns its id and its link's secret */
export async function makeRecruitment({ studyId, researcher }: Of, wish: Partial<RecruitmentInput> = {}) {
  const group = await db.annotatorGroup.findFirstOrThrow({
    where: { studyId, kind: 'HUMAN' },
    orderBy: { position: 'asc' },
  })
  const input = RecruitmentInput.parse({
    ...{ studyId, groupId: group.id, name: 'Wave 1', platform: 'PROLIFIC', places: 24 },
    parameters: HABITS[wish.platform ?? 'PROLIFIC'].parameters,
    endings: Object.fromEntries(ENDING_KINDS.map((ending) => [ending, { code: CODES[ending] }])),
    ...wish,
  })
  const access = await authorizeActor(researcher, studyId, 'annotators:manage')
  const { recruitmentId } = await createRecruitment(access, input)
  const row = await db.recruitment.findUniqueOrThrow({ where: { studyId_id: { studyId, id: recruitmentId } } })
  const token = (await readPath(row))?.replace('/r/', '') ?? ''
  return { recruitmentId, token, access, input }
}

/** What Prolific puts into the link for a person. */
export function queryOf(participant: string, session = `s-${participant}`): URLSearchParams {
  return new URLSearchParams({ PROLIFIC_PID: participant, STUDY_ID: 'study', SESSION_ID: session })
}

/** Somebody arrives who is expected to be let in. */
export async function comeIn(token: string, participant: string, from = '192.0.2.1'): Promise<Arrived> {
  const arrived = await arrive(token, queryOf(participant), from)
  if ('kind' in arrived) throw new Error(`not let in: ${arrived.kind}`)
  return arrived
}

/** Somebody arrives and begins. @returns what they judge and finish with; null where there was no room */
export async function startJudging(token: string, participant: string, from?: string) {
  const arrived = await comeIn(token, participant, from)
  const begun = await beginPart(arrived, null, null)
  const actor = begun && (await findActor(begun.userId))
  if (!actor) return null
  const { studyId } = arrived
  const [access, desk] = await Promise.all([
    authorizeActor(actor, studyId, 'judgment:submit'),
    authorizeActor(actor, studyId, 'desk:open'),
  ])
  return { ...arrived, actor, access, desk }
}
