import type { Metadata } from 'next'
import { RehearseForm } from '@/components/study/rehearse-form'
import { LinkButton } from '@/components/ui/link-button'
import { Standfirst } from '@/components/ui/text'
import { defaultSettings } from '@/lib/rehearsals/schema'
import { pageAccess } from '@/lib/server/page'
import { readDesign, readStudyHead } from '@/lib/studies/queries'
import { rehearse } from './actions'

export const metadata: Metadata = { title: 'Rehearse' }

export default async function RehearsePage({ params }: PageProps<'/studies/[studyId]/design/rehearse'>) {
  const { studyId } = await params
  const design = await readDesign(await pageAccess(studyId, 'study:design'))
  const { status, origin } = await readStudyHead(await pageAccess(studyId, 'study:see'))
  return (
    <>
      <h1>Rehearse with simulated annotators</h1>
      {status === 'DRAFT' && origin === 'COLLECTED' ? (
        <>
          <Standfirst>
            A copy of this draft, as it was last saved, is opened and judged by a simulation, so that you can try its
            screens, figures and files before anybody is paid. The draft stays as it is.
          </Standfirst>
          <RehearseForm studyId={studyId} groups={design.groups} initial={defaultSettings(design)} start={rehearse} />
        </>
      ) : (
        <>
          <Standfirst>
            Only drafts are rehearsed: this study has been opened. Duplicate it, and rehearse the copy.
          </Standfirst>
          <p className="mt-5">
            <LinkButton href={`/studies/${studyId}/design`}>Back to the design</LinkButton>
          </p>
        </>
      )}
    </>
  )
}
