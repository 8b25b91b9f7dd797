import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import type { Access } from '@/lib/auth/access'
import type { Actor } from '@/lib/auth/actor'
import { mayStudy, type TeamRole } from '@/lib/auth/permissions'
import { db, type Tx } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { Language } from '@/lib/i18n/languages'
import { postMail } from '@/lib/mail/outbox'
import { sendsMail } from '@/lib/mail/settings'
import type { TeamAddition, TeamChange } from './schema'

/** More than any study has. */
const MOST = 50

type Own = Access<'study:own'>

/**
 * Adds somebody who has a researcher's or an admin's account to a study's team; where mail is set they are told.
 * @param language of the mail
 * @returns their id
 * @throws AppError `invalid` at `email` for an e-mail of no such account, or of who is in the team or judges in the study;
 *   `conflict` when the team is full, or there is none
 */
export async function addToTeam(
  { actor, studyId }: Own,
  { email, role }: TeamAddition,
  language: Language,
): Promise<string> {
  return db.$transaction(async (tx) => {
    const team = await holdTeam(tx, { actor, studyId })
    const person = await tx.user.findFirst({
      where: { email, disabledAt: null, role: { not: 'ANNOTATOR' } },
      select: { id: true, name: true },
    })
    if (!person)
      refuse(
        'Nobody who runs studies here has an account with this e-mail. Ask an admin to invite them as a researcher.',
      )
    if (team.has(person.id)) refuse(`${person.name} is in the team already.`)
    // Who judges blind would see by it what they judge.
    if ((await tx.annotator.count({ where: { studyId, userId: person.id, deactivatedAt: null } })) > 0)
      refuse('They judge in this study, blind, so they cannot be in its team.')
    if (team.size >= MOST) throw new AppError('conflict', { message: `A team has at most ${MOST} people.` })
    const everywhere = await withRehearsals(tx, studyId)
    await tx.studyMember.createMany({
      data: everywhere.map((id) => ({ studyId: id, userId: person.id, role })),
      skipDuplicates: true,
    })
    await recordAudit(tx, actor, { action: 'team.add', studyId, subject: person.id, detail: { role } })
    if (sendsMail()) await postMail(tx, { kind: 'TEAM', to: email, language, studyId })
    return person.id
  })
}

/**
 * Changes what somebody in a team is, in force at their next request. A new owner takes the place of the one before, who edits
 * from then on: there is always one.
 * @throws AppError `not_found` for who is not in the team; `conflict` when the owner would be something else without another,
 *   or a new owner could not sign in
 */
export async function changeTeamRole({ actor, studyId }: Own, { userId, role }: TeamChange): Promise<void> {
  await db.$transaction(async (tx) => {
    const team = await holdTeam(tx, { actor, studyId })
    const before = team.get(userId)
    if (before === undefined) throw new AppError('not_found')
    if (before === role) return
    if (before === 'OWNER') throw stillOwner()
    const everywhere = { studyId: { in: await withRehearsals(tx, studyId) } }
    if (role === 'OWNER') {
      await requireAbleOwner(tx, userId)
      await tx.studyMember.updateMany({ where: { ...everywhere, role: 'OWNER' }, data: { role: 'EDITOR' } })
    }
    await tx.studyMember.updateMany({ where: { ...everywhere, userId }, data: { role } })
    const detail = { from: before, to: role }
    await recordAudit(tx, actor, { action: 'team.role', studyId, subject: userId, detail })
  })
}

/** Takes somebody out of a team, in force at their next request. @throws AppError `not_found`; `conflict` for the owner */
export async function removeFromTeam({ actor, studyId }: Own, { userId }: { userId: string }): Promise<void> {
  await db.$transaction(async (tx) => {
    await takeOut(tx, await holdTeam(tx, { actor, studyId }), { studyId, userId })
    await recordAudit(tx, actor, { action: 'team.remove', studyId, subject: userId })
  })
}

/** Leaves a team. @throws AppError `conflict` for who is not in it, and for the owner */
export async function leaveTeam({ actor, studyId }: Access<'study:see'>): Promise<void> {
  await db.$transaction(async (tx) => {
    const team = await lockTeam(tx, studyId)
    if (!team.has(actor.id)) throw new AppError('conflict', { message: 'You are not in the team of this study.' })
    await takeOut(tx, team, { studyId, userId: actor.id })
    await recordAudit(tx, actor, { action: 'team.leave', studyId, subject: actor.id })
  })
}

type Team = ReadonlyMap<string, TeamRole>

async function takeOut(tx: Tx, team: Team, { studyId, userId }: { studyId: string; userId: string }): Promise<void> {
  const role = team.get(userId)
  if (role === undefined) throw new AppError('not_found')
  if (role === 'OWNER') throw stillOwner()
  await tx.studyMember.deleteMany({ where: { studyId: { in: await withRehearsals(tx, studyId) }, userId } })
}

/** The team, held: of two changes at once the second sees what the first did, and whether its actor still owns the study. */
async function holdTeam(tx: Tx, { actor, studyId }: { actor: Actor; studyId: string }): Promise<Team> {
  const team = await lockTeam(tx, studyId)
  const relation = { team: team.get(actor.id) ?? null, annotator: false, leftOut: false }
  if (!mayStudy(actor.role, relation, 'study:own')) throw new AppError('not_found')
  return team
}

async function lockTeam(tx: Tx, studyId: string): Promise<Team> {
  await tx.$executeRaw`SELECT FROM "Study" WHERE id = ${studyId}::uuid FOR NO KEY UPDATE`
  const study = await tx.study.findUniqueOrThrow({ where: { id: studyId }, select: { origin: true, members: true } })
  if (study.origin === 'SIMULATED')
    throw new AppError('conflict', { message: 'A rehearsal has the team of its draft: change it there.' })
  if (study.origin === 'RECONSTRUCTED')
    throw new AppError('conflict', { message: 'Published counts are everybody’s and have no team.' })
  return new Map(study.members.map(({ userId, role }) => [userId, role]))
}

/** A study and its rehearsals, which have its team. */
async function withRehearsals(tx: Tx, studyId: string): Promise<string[]> {
  const copies = await tx.study.findMany({ where: { rehearsalOfId: studyId }, select: { id: true } })
  return [studyId, ...copies.map(({ id }) => id)]
}

async function requireAbleOwner(tx: Tx, id: string): Promise<void> {
  const able = { id, disabledAt: null, role: { not: 'ANNOTATOR' as const } }
  if ((await tx.user.count({ where: able })) === 0)
    throw new AppError('conflict', {
      message: 'They cannot sign in, or run no studies any more, so they cannot own one.',
    })
}

function refuse(message: string): never {
  throw new AppError('invalid', { fields: { email: [message] } })
}

function stillOwner(): AppError {
  return new AppError('conflict', {
    message: 'A study always has an owner: hand it over to somebody in the team first.',
  })
}
