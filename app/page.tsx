import { AdminHome } from '@/components/home/admin-home'
import { AnnotatorHome } from '@/components/home/annotator-home'
import { ResearcherHome } from '@/components/home/researcher-home'
import { Frame } from '@/components/ui/frame'
import { readHome } from '@/lib/people/home'
import { sitePageAccess } from '@/lib/server/page'

/** What to do next, for whoever is signed in. */
export default async function HomePage() {
  const home = await readHome(await sitePageAccess('account:manage'))
  return (
    <Frame person={home.person}>
      <h1 className="sr">Start</h1>
      {home.admin && <AdminHome {...home.admin} />}
      {home.studies && <ResearcherHome studies={home.studies} />}
      {(home.person.role === 'ANNOTATOR' || home.parts.length > 0) && <AnnotatorHome parts={home.parts} />}
    </Frame>
  )
}
