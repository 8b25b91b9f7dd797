import 'server-only'
import { listParts } from '@/lib/annotators/list-parts'
import { authorizeActorSite, type SiteAccess } from '@/lib/auth/access'
import type { Actor } from '@/lib/auth/actor'
import { maySite } from '@/lib/auth/permissions'
import { db } from '@/lib/db/client'
import { listStudies } from '@/lib/studies/list-studies'
import type { StudyQuery } from '@/lib/studies/study-query'
import { listWaitingImports } from '@/lib/uploads/judgments/find-import'
import { mayUpload } from '@/lib/uploads/own-uploads'
import { readFirstSteps } from './first-steps'
import { readNeeds } from './read-needs'

/** Everything a start page says: what needs somebody now, their studies, what the site holds, all their parts. */
export async function readHome(access: SiteAccess<'account:manage'>, query: StudyQuery) {
  const { actor } = access
  const [admin, studies, parts] = await Promise.all([
    maySite(actor.role, 'imports:manage') ? readSite(authorizeActorSite(actor, 'imports:manage')) : null,
    maySite(actor.role, 'studies:list') ? readStudies(actor, query) : null,
    listParts(access),
  ])
  return { person: { name: actor.name, role: actor.role }, admin, studies, parts }
}

async function readStudies(actor: Actor, query: StudyQuery) {
  const access = authorizeActorSite(actor, 'studies:list')
  const [list, needs, firstSteps, may] = await Promise.all([
    listStudies(access, query),
    readNeeds(access),
    readFirstSteps(access),
    mayUpload(actor),
  ])
  return { list, needs, firstSteps, mayUpload: may }
}

async function readSite(access: SiteAccess<'imports:manage'>) {
  const [promptSets, systems, people, uploads, imports] = await Promise.all([
    db.promptSet.count(),
    db.system.count(),
    db.user.count({ where: { disabledAt: null } }),
    db.upload.findMany({
      where: { status: 'STAGED' },
      select: { id: true, filename: true, name: true },
      orderBy: { createdAt: 'desc' },
      take: 5,
    }),
    listWaitingImports(access),
  ])
  return { holds: { promptSets, systems, people }, waiting: { uploads, imports } }
}
