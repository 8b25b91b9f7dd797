import type { Metadata } from 'next'
import { DesignForm } from '@/components/study/design-form'
import { Frame } from '@/components/ui/frame'
import { sitePageAccess } from '@/lib/server/page'
import { blankDesign } from '@/lib/studies/blank-design'
import { readChoices } from '@/lib/studies/queries'
import { createDraft } from './actions'

export const metadata: Metadata = { title: 'New study' }

export default async function NewStudyPage() {
  const access = await sitePageAccess('studies:create')
  const choices = await readChoices(access)
  return (
    <Frame crumbs={[{ label: 'Studies', href: '/' }, { label: 'New study' }]} person={access.actor}>
      <h1>New study</h1>
      <p className="standfirst">
        What is asked, and about which systems. All of it can change until you open the study.
      </p>
      <DesignForm design={blankDesign()} choices={choices} save={createDraft} saveLabel="Make the draft" />
    </Frame>
  )
}
