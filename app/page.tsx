import { AdminHome } from '@/components/home/admin-home'
import { AnnotatorHome } from '@/components/home/annotator-home'
import { FirstSteps } from '@/components/home/first-steps'
import { NeedsList } from '@/components/home/needs-list'
import { ResearcherHome } from '@/components/home/researcher-home'
import { Frame } from '@/components/ui/frame'
import { readHome } from '@/lib/home/read-home'
import { pageTranslator, plainWords } from '@/lib/i18n/pages'
import { pageLanguage } from '@/lib/server/language'
import { sitePageAccess } from '@/lib/server/page'
import { toStudyQuery } from '@/lib/studies/study-query'
import { archiveStudy, askStudy, enterDemo, removeStudy, renameStudy } from './actions'

const manage = { ask: askStudy, rename: renameStudy, archive: archiveStudy, remove: removeStudy }

/** What to do next, for whoever is signed in. */
export default async function HomePage({ searchParams }: PageProps<'/'>) {
  const access = await sitePageAccess('account:manage')
  const query = toStudyQuery(await searchParams)
  const { person, admin, studies, parts } = await readHome(access, query)
  const language = await pageLanguage()
  const t = pageTranslator(language, 'home')
  return (
    <Frame person={person} labels={plainWords(language, 'frame')}>
      <h1 className="sr-only">{t('start')}</h1>
      {studies && (
        <>
          <FirstSteps steps={studies.firstSteps} mayUpload={studies.mayUpload} joinDemo={enterDemo} />
          <NeedsList needs={studies.needs} waiting={admin?.waiting} />
          <ResearcherHome list={studies.list} query={query} mayImport={admin !== null} manage={manage} />
        </>
      )}
      {(person.role === 'ANNOTATOR' || parts.length > 0) && <AnnotatorHome parts={parts} t={t} />}
      {admin && <AdminHome {...admin.holds} />}
    </Frame>
  )
}
