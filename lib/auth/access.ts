import 'server-only'
import { cache } from 'react'
import { z } from 'zod'
import { askPrepared } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import type { Actor } from './actor'
import { getActor } from './actor'
import { maySite, mayStudy, type Relation, type SitePermission, type StudyPermission } from './permissions'

declare const proven: unique symbol

/** Proof that `actor` holds `P` on `studyId`. Only `authorize` makes one, so code that asks for it cannot run unchecked. */
export type Access<P extends StudyPermission> = {
  readonly actor: Actor
  readonly studyId: string
  readonly [proven]: P
}

/** Proof that `actor` holds the site-wide permission `P`. */
export type SiteAccess<P extends SitePermission> = { readonly actor: Actor; readonly [proven]: P }

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

const Standing = z.array(z.object({ origin: z.string(), member: z.boolean(), annotator: z.boolean() })).max(1)

// One round trip, prepared: it comes before every verdict.
const STANDING = `
  SELECT s.origin,
         EXISTS (SELECT FROM "StudyMember" m WHERE m."studyId" = s.id AND m."userId" = $1) AS member,
         EXISTS (SELECT FROM "Annotator" n WHERE n."studyId" = s.id AND n."userId" = $1
                                             AND n."deactivatedAt" IS NULL) AS annotator
  FROM "Study" s WHERE s.id = $2`

const relationTo = cache(async (userId: string, studyId: string): Promise<Relation> => {
  if (!UUID.test(studyId)) throw new AppError('not_found')
  const rows = await askPrepared('standing', STANDING, [userId, studyId])
  const standing = Standing.parse(rows)[0]
  if (!standing) throw new AppError('not_found')
  // Published counts are nobody's in particular: every researcher may read them.
  return { member: standing.member || standing.origin === 'RECONSTRUCTED', annotator: standing.annotator }
})

/** Access for a known actor: what `authorize` does once it knows who asks. Jobs, scripts and tests start here. */
export async function authorizeActor<P extends StudyPermission>(
  actor: Actor,
  studyId: string,
  permission: P,
): Promise<Access<P>> {
  const relation = await relationTo(actor.id, studyId)
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
  return authorizeActor(await requireActor(), studyId, permission)
}

/** Proves that whoever sent this request holds the site-wide `permission`. */
export async function authorizeSite<P extends SitePermission>(permission: P): Promise<SiteAccess<P>> {
  return authorizeActorSite(await requireActor(), permission)
}

async function requireActor(): Promise<Actor> {
  const actor = await getActor()
  if (!actor) throw new AppError('unauthenticated')
  return actor
}
