import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import type { SiteAccess } from '@/lib/auth/access'
import type { Actor } from '@/lib/auth/actor'
import { maySite } from '@/lib/auth/permissions'
import { db } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { visibleSets } from '@/lib/prompts/visible-sets'

/** The uploads that somebody decides on: their own, or for an admin any. */
export function ownUploads({ id, role }: Actor): { createdById?: string } {
  return role === 'ADMIN' ? {} : { createdById: id }
}

/** Whether somebody may change a prompt set: who made it, and admins. */
export function mayChangeSet({ id, role }: Actor, { createdById }: { createdById: string | null }): boolean {
  return role === 'ADMIN' || createdById === id
}

/**
 * That a prompt set is somebody's to change.
 * @throws AppError `not_found` for one they do not see; `forbidden` for one they see and did not make
 */
export async function requireOwnSet(actor: Actor, setId: string) {
  const set = await db.promptSet.findFirst({
    where: { AND: [{ id: setId }, visibleSets(actor)] },
    select: { id: true, name: true, createdById: true },
  })
  if (!set) throw new AppError('not_found')
  if (!mayChangeSet(actor, set))
    throw new AppError('forbidden', {
      message: 'Only whoever made a prompt set, or an admin, changes it or adds to it.',
    })
  return set
}

/** Whether admins let researchers upload. They do until one says otherwise. */
export async function readResearchersUpload(): Promise<boolean> {
  const rules = await db.siteRules.findUnique({ where: { id: 1 } })
  return rules?.researchersUpload ?? true
}

/** Whether somebody may upload at present. */
export async function mayUpload({ role }: Actor): Promise<boolean> {
  return maySite(role, 'uploads:manage') && (role === 'ADMIN' || (await readResearchersUpload()))
}

/** @throws AppError `forbidden` for a researcher while no admin lets them upload */
export async function requireUploads(actor: Actor): Promise<void> {
  if (!(await mayUpload(actor)))
    throw new AppError('forbidden', { message: 'Only admins upload here. Ask one of them, or to be let.' })
}

/** Lets researchers upload, or no longer; in force at their next request. What they have uploaded stays theirs. */
export async function setResearchersUpload({ actor }: SiteAccess<'people:manage'>, may: boolean): Promise<void> {
  await db.$transaction(async (tx) => {
    await tx.siteRules.upsert({
      where: { id: 1 },
      create: { researchersUpload: may },
      update: { researchersUpload: may },
    })
    const detail = { researchers: may ? 'may' : 'may not' }
    await recordAudit(tx, actor, { action: 'site.uploads', subject: 'uploads', detail })
  })
}
