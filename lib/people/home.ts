import 'server-only'
import { authorizeActorSite, type SiteAccess } from '@/lib/auth/access'
import { maySite } from '@/lib/auth/permissions'
import { db } from '@/lib/db/client'
import { listParts, listStudies } from '@/lib/studies/queries'
import { listWaitingImports } from '@/lib/uploads/judgments/find-import'

/** Everything a start page says: to an admin what the site holds, to a researcher their studies, to all their parts. */
export async function readHome(access: SiteAccess<'account:manage'>) {
  const { actor } = access
  const [admin, studies, parts] = await Promise.all([
    maySite(actor.role, 'uploads:manage') ? countHoldings(authorizeActorSite(actor, 'uploads:manage')) : null,
    maySite(actor.role, 'studies:list') ? listStudies(authorizeActorSite(actor, 'studies:list')) : null,
    listParts(access),
  ])
  return { person: { name: actor.name, role: actor.role }, admin, studies, parts }
}

async function countHoldings(access: SiteAccess<'uploads:manage'>) {
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
  return { promptSets, systems, people, uploads, imports }
}
