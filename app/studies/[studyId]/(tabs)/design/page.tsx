import type { Metadata } from 'next'
import { searchPrompts } from '@/app/studies/new/actions'
import { readModelSource } from '@/app/studies/new/models/model-source'
import { EditDesign } from '@/components/study/edit-design'
import { FrozenDesign } from '@/components/study/frozen/frozen-design'
import { Standfirst } from '@/components/ui/text'
import { readDesignChoices } from '@/lib/designs/design-choices'
import { staffWords } from '@/lib/i18n/staff'
import { countItemsLeftOut } from '@/lib/names/read-names'
import { describePrompts } from '@/lib/prompts/find-prompts'
import { readDeviations } from '@/lib/reports/read-deviations'
import { pageLanguage } from '@/lib/server/language'
import { pageAccess } from '@/lib/server/page'
import { readDesign } from '@/lib/studies/queries'
import { readImported } from '@/lib/studies/read-imported'
import { readFrozenProtocol } from '@/lib/studies/read-protocol'
import { OpenNames } from '../open-names'
import { amendDesign, saveDesign } from './actions'
import { WithDesign } from './with-design'

export const metadata: Metadata = { title: 'Design' }

export default async function DesignPage({ params }: PageProps<'/studies/[studyId]/design'>) {
  const { studyId } = await params
  const access = await pageAccess(studyId, 'study:design')
  const [design, choices, protocol, imported, models] = await Promise.all([
    readDesign(access),
    readDesignChoices(access),
    readFrozenProtocol(access),
    readImported(access),
    readModelSource(),
  ])
  const promptIds = design.known.map(({ promptId }) => promptId)
  // What is decided about names has a page of its own; the form does not carry it.
  const shared = { design: { ...design, names: [] }, choices, named: await describePrompts(access, promptIds) }
  if (protocol.status !== 'DRAFT')
    return (
      <>
        <FrozenDesign
          {...shared}
          design={design}
          studyId={studyId}
          protocol={protocol}
          imported={imported}
          models={models}
          deviations={(await readDeviations(access)).map(({ text }) => text)}
          amend={amendDesign}
        />
        <WithDesign access={access} />
      </>
    )
  return (
    <>
      <h1>Design</h1>
      <Standfirst>
        What is asked, of whom, about what. Opening the study freezes this page; until then, watch beside it what each
        choice costs and buys.
      </Standfirst>
      <OpenNames access={access} />
      <EditDesign
        {...shared}
        studyId={studyId}
        save={saveDesign}
        find={searchPrompts}
        itemsLeftOut={await countItemsLeftOut(access)}
        models={models}
        words={staffWords(await pageLanguage(), 'preregistration')}
      />
      <WithDesign access={access} />
    </>
  )
}
