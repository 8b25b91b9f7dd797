import 'server-only'
import { cache } from 'react'
import { z } from 'zod'
import { askPrepared, db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { recordSecurity } from '@/lib/security/record'
import { type Actor, asSignedIn, getSignedIn, SIGNED_IN_COLUMNS, type SignedIn, SignedInRow } from './actor'
import {
  maySite,
  mayStudy,
  type Permission,
  type Relation,
  type SitePermission,
  type StudyPermission,
} from './permissions'
import { readSession } from './session'
import { noteSeen } from './sessions'

declare const proven: unique symbol

/** Proof that `actor` holds `P` on `studyId`. Only `authorize` makes one, so code that asks for it cannot run unchecked. */
export type Access<P extends StudyPermission> = {
  readonly actor: Actor
  readonly studyId: string
  readonly [proven]: P
}

/** Proof that `actor` holds the site-wide permission `P`. */
export type SiteAccess<P extends SitePermission> = { readonly actor: Actor; readonly [proven]: P }

/**
 * Whom a session names, with nothing proven. Only for a statement that finds out for itself, by `signed_in_annotator`,
 * whether they are signed in and enrolled: at each verdict that spares the round trip of asking first.
 */
export type Bearer = { readonly studyId: string; readonly userId: string; readonly stamp: string }

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

const Ties = z.object({
  ...{ origin: z.string(), annotator: z.boolean(), leftOut: z.boolean() },
  team: z.enum(['OWNER', 'EDITOR', 'VIEWER']).nullable(),
})

const TIES = `
  s.origin,
  (SELECT m.role FROM "StudyMember" m WHERE m."studyId" = s.id AND m."userId" = u.id) AS team,
  EXISTS (SELECT FROM "Annotator" n WHERE n."studyId" = s.id AND n."userId" = u.id AND n."deactivatedAt" IS NULL) AS annotator,
  EXISTS (SELECT FROM "Annotator" n WHERE n."studyId" = s.id AND n."userId" = u.id AND n."deactivatedAt" IS NOT NULL) AS "leftOut"
  FROM "User" u, "Study" s WHERE u.id = $1 AND s.id = $2`

const relationTo = cache(async (userId: string, studyId: string): Promise<Relation> => {
  if (!UUID.test(studyId)) throw new AppError('not_found')
  const rows = await askPrepared('ties', `SELECT ${TIES}`, [userId, studyId])
  return relationOf(z.array(Ties).max(1).parse(rows)[0])
})

function relationOf(ties: z.output<typeof Ties> | undefined): Relation {
  if (!ties) throw new AppError('not_found')
  // Published counts are nobody's in particular: every researcher may work with them.
  const { team, origin, annotator, leftOut } = ties
  return { team: team ?? (origin === 'RECONSTRUCTED' ? 'EDITOR' : null), annotator, leftOut }
}

const Asking = Ties.extend(SignedInRow.shape)

// Both who asks and how they stand to the study, in one prepared statement: it comes before every page of a study.
const whoAsks = cache(async (studyId: string): Promise<(SignedIn & { relation: Relation }) | null> => {
  const session = await readSession()
  if (!session || !UUID.test(studyId)) return null
  const text = `SELECT ${SIGNED_IN_COLUMNS}, ${TIES} AND u."disabledAt" IS NULL
    AND EXISTS (SELECT FROM "Session" x WHERE x.id = $3 AND x."userId" = u.id AND session_lives(x))`
  const rows = await askPrepared('who asks', text, [session.userId, studyId, session.stamp])
  const found = z.array(Asking).max(1).parse(rows)[0]
  if (!found) return null
  noteSeen(session.stamp)
  return { ...asSignedIn(found), relation: relationOf(found) }
})

/** Access for a known actor: what `authorize` does once it knows who asks. Jobs, scripts and tests start here. */
export async function authorizeActor<P extends StudyPermission>(
  actor: Actor,
  studyId: string,
  permission: P,
): Promise<Access<P>> {
  return prove(actor, await relationTo(actor.id, studyId), studyId, permission)
}

/** Whether somebody who got as far as this may do more: for what a page offers, and a refusal that says what is missing. */
export async function isAllowed(
  { actor, studyId }: Access<StudyPermission>,
  permission: StudyPermission,
): Promise<boolean> {
  return mayStudy(actor.role, await relationTo(actor.id, studyId), permission)
}

function prove<P extends StudyPermission>(actor: Actor, relation: Relation, studyId: string, permission: P): Access<P> {
  // What an actor may not see reads as missing: a refusal would tell that it exists.
  if (!mayStudy(actor.role, relation, permission)) throw new AppError('not_found')
  return { actor, studyId } as Access<P>
}

/** Site access for a known actor. */
export function authorizeActorSite<P extends SitePermission>(actor: Actor, permission: P): SiteAccess<P> {
  if (!maySite(actor.role, permission)) throw new AppError('not_found')
  return { actor } as SiteAccess<P>
}

/**
 * Proves that whoever sent this request holds `permission` on the study.
 * @throws AppError `unauthenticated`, or `not_found` when the study is missing or none of theirs
 */
export async function authorize<P extends StudyPermission>(studyId: string, permission: P): Promise<Access<P>> {
  const found = await whoAsks(studyId)
  if (!found) {
    await requireActor()
    throw new AppError('not_found')
  }
  requireReady(found)
  if (!mayStudy(found.actor.role, found.relation, permission)) await noteRefusal(found.actor, permission, studyId)
  return prove(found.actor, found.relation, studyId, permission)
}

/** Whom this request's session names; null when it cannot be anybody's. */
export async function readBearer(studyId: string): Promise<Bearer | null> {
  const session = await readSession()
  return session && UUID.test(studyId) ? { studyId, userId: session.userId, stamp: session.stamp } : null
}

/** Proves that whoever sent this request holds the site-wide `permission`. */
export async function authorizeSite<P extends SitePermission>(permission: P): Promise<SiteAccess<P>> {
  const actor = await requireActor(permission)
  if (!maySite(actor.role, permission)) await noteRefusal(actor, permission)
  return authorizeActorSite(actor, permission)
}

async function noteRefusal({ id }: Actor, permission: Permission, studyId?: string): Promise<void> {
  await recordSecurity(db, { kind: 'refusal', userId: id, studyId, subject: permission })
}

/** Who was given a password may do nothing but choose their own, and who lacks a second factor nothing but add one. */
function requireReady({ mustChangePassword, mustAddFactor }: SignedIn, permission?: SitePermission): void {
  if (mustChangePassword && permission !== 'password:change') throw new AppError('password_change_needed')
  const isMending = permission === 'password:change' || permission === 'factor:manage'
  if (mustAddFactor && !isMending) throw new AppError('factor_setup_needed')
}

async function requireActor(permission?: SitePermission): Promise<Actor> {
  const signedIn = await getSignedIn()
  if (!signedIn) throw new AppError('unauthenticated')
  requireReady(signedIn, permission)
  return signedIn.actor
}
