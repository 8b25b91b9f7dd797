import type { Metadata } from 'next'
import { DesignForm } from '@/components/study/design-form'
import { FrozenDesign } from '@/components/study/frozen-design'
import { pageAccess } from '@/lib/server/page'
import { readChoices, readDesign, readOverview } from '@/lib/studies/queries'
import { saveDesign } from './actions'

export const metadata: Metadata = { title: 'Design' }

export default async function DesignPage({ params }: PageProps<'/studies/[studyId]/design'>) {
  const { studyId } = await params
  const access = await pageAccess(studyId, 'study:design')
  const { study } = await readOverview(await pageAccess(studyId, 'study:read'))
  const [design, choices] = await Promise.all([readDesign(access), readChoices(access)])
  if (study.status !== 'DRAFT') return <FrozenDesign design={design} study={study} />
  return (
    <>
      <h1>Design</h1>
      <p className="standfirst">What is asked, and about which systems. Opening the study freezes this page.</p>
      <DesignForm
        design={design}
        choices={choices}
        save={async (input) => {
          'use server'
          return saveDesign({ studyId, design: input })
        }}
        saveLabel="Save the draft"
      />
    </>
  )
}
