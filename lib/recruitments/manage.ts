import 'server-only'
import { randomUUID } from 'node:crypto'
import { recordAudit } from '@/lib/audit/record'
import type { Access } from '@/lib/auth/access'
import { db, type Tx } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { makeToken } from './link'
import type { RecruitmentInput } from './schema'

type Manage = Access<'annotators:manage'>
type Input = Omit<RecruitmentInput, 'studyId'>

/**
 * Makes a recruitment of a group of people; its link takes them in from then on, while the study is open.
 * @throws AppError `not_found` when the study has no such group, or takes nobody in; `name_taken`
 */
export async function createRecruitment({ actor, studyId }: Manage, input: Input): Promise<{ recruitmentId: string }> {
  const id = randomUUID()
  const token = await makeToken(id)
  await db.$transaction(async (tx) => {
    await requireGroup(tx, studyId, input.groupId)
    await requireFreeName(tx, studyId, input.name, id)
    await tx.recruitment.create({ data: { id, studyId, createdById: actor.id, ...token, ...columnsOf(input) } })
    await recordAudit(tx, actor, { action: 'recruitment.create', studyId, subject: input.name, detail: toldOf(input) })
  })
  return { recruitmentId: id }
}

/**
 * Changes a recruitment. Its platform stays, and endings that were decided keep what they brought.
 * @throws AppError `not_found`, `name_taken`; `conflict` for another platform
 */
export async function changeRecruitment(
  { actor, studyId }: Manage,
  recruitmentId: string,
  input: Input,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const key = { studyId_id: { studyId, id: recruitmentId } }
    const before = await tx.recruitment.findUnique({ where: key })
    if (!before) throw new AppError('not_found')
    if (before.platform !== input.platform)
      throw new AppError('conflict', { message: 'A recruitment stays with its platform. Make another one.' })
    await requireGroup(tx, studyId, input.groupId)
    await requireFreeName(tx, studyId, input.name, recruitmentId)
    await tx.recruitment.update({ where: key, data: columnsOf(input) })
    await recordAudit(tx, actor, { action: 'recruitment.change', studyId, subject: input.name, detail: toldOf(input) })
  })
}

/** Takes nobody new from now on, or again. Who has begun goes on. @throws AppError `not_found` */
export async function closeRecruitment(
  { actor, studyId }: Manage,
  recruitmentId: string,
  isClosed: boolean,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const where = { studyId, id: recruitmentId }
    const found = await tx.recruitment.findFirst({ where, select: { name: true } })
    if (!found) throw new AppError('not_found')
    const standing = { ...where, closedAt: isClosed ? null : { not: null } }
    const { count } = await tx.recruitment.updateMany({
      where: standing,
      data: { closedAt: isClosed ? new Date() : null },
    })
    if (count === 0) return
    const action = isClosed ? 'recruitment.close' : 'recruitment.reopen'
    await recordAudit(tx, actor, { action, studyId, subject: found.name })
  })
}

function columnsOf({ groupId, name, platform, places, overbooking, parameters, endings, ...rest }: Input) {
  const { needsComputer, practiceRight, missedChecks, reward, currency } = rest
  return {
    ...{ groupId, name, platform, places, overbooking, parameters, endings },
    ...{ needsComputer, practiceRight, missedChecks, reward, currency },
  }
}

/** What the audit trail keeps: no codes. */
function toldOf({ platform, places, overbooking }: Input) {
  return { platform, places, overbooking }
}

async function requireGroup(tx: Tx, studyId: string, id: string): Promise<void> {
  const takesPeople = { kind: 'HUMAN', study: { status: { not: 'CLOSED' }, origin: 'COLLECTED' } } as const
  if (!(await tx.annotatorGroup.findFirst({ where: { studyId, id, ...takesPeople } }))) throw new AppError('not_found')
}

async function requireFreeName(tx: Tx, studyId: string, name: string, own: string): Promise<void> {
  const taken = await tx.recruitment.findFirst({ where: { studyId, name, id: { not: own } } })
  if (taken)
    throw new AppError('name_taken', { fields: { name: ['Another recruitment of this study has this name.'] } })
}
