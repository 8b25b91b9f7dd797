import { AdminHome } from '@/components/home/admin-home'
import { AnnotatorHome } from '@/components/home/annotator-home'
import { ResearcherHome } from '@/components/home/researcher-home'
import { Frame } from '@/components/ui/frame'
import { pageTranslator, plainWords } from '@/lib/i18n/pages'
import { readHome } from '@/lib/people/home'
import { pageLanguage } from '@/lib/server/language'
import { sitePageAccess } from '@/lib/server/page'

/** What to do next, for whoever is signed in. */
export default async function HomePage() {
  const home = await readHome(await sitePageAccess('account:manage'))
  const language = await pageLanguage()
  const t = pageTranslator(language, 'home')
  return (
    <Frame person={home.person} labels={plainWords(language, 'frame')}>
      <h1 className="sr-only">{t('start')}</h1>
      {home.admin && <AdminHome {...home.admin} />}
      {home.studies && <ResearcherHome studies={home.studies} mayImport={home.admin !== null} />}
      {(home.person.role === 'ANNOTATOR' || home.parts.length > 0) && <AnnotatorHome parts={home.parts} t={t} />}
    </Frame>
  )
}
