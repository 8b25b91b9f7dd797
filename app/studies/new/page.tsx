import type { Metadata } from 'next'
import { NewStudy } from '@/components/study/new-study'
import { Frame } from '@/components/ui/frame'
import { Standfirst } from '@/components/ui/text'
import { blankDesign } from '@/lib/designs/blank-design'
import { readDesignChoices } from '@/lib/designs/design-choices'
import { staffWords } from '@/lib/i18n/staff'
import { pageLanguage } from '@/lib/server/language'
import { sitePageAccess } from '@/lib/server/page'
import { createDraft, searchPrompts } from './actions'
import { readModelSource } from './models/model-source'

export const metadata: Metadata = { title: 'New study' }

export default async function NewStudyPage() {
  const access = await sitePageAccess('studies:create')
  const [choices, models] = await Promise.all([readDesignChoices(access), readModelSource()])
  return (
    <Frame crumbs={[{ label: 'Studies', href: '/' }, { label: 'New study' }]} person={access.actor}>
      <h1>New study</h1>
      <Standfirst>
        What is asked, of whom, about what. All of it can change until you open the study; watch beside it what each
        choice costs and buys.
      </Standfirst>
      <NewStudy
        blank={blankDesign()}
        choices={choices}
        save={createDraft}
        find={searchPrompts}
        models={models}
        words={staffWords(await pageLanguage(), 'preregistration')}
      />
    </Frame>
  )
}
