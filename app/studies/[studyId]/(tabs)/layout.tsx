import { RehearsalNotice } from '@/components/study/rehearsal-notice'
import { StudyCrumb } from '@/components/study/study-crumb'
import { StudyTabs } from '@/components/study/study-tabs'
import { Frame } from '@/components/ui/frame'
import { readRehearsal } from '@/lib/rehearsals/queries'
import { pageAccess } from '@/lib/server/page'
import { readStudyHead } from '@/lib/studies/queries'

/** Title, state and tabs around a study's pages. It guards nothing: each page proves its own permission. */
export default async function StudyLayout({ children, params }: LayoutProps<'/studies/[studyId]'>) {
  const { studyId } = await params
  const access = await pageAccess(studyId, 'study:see')
  const { title, status, origin, person, hasModels, isViewer } = await readStudyHead(access)
  const isSimulated = origin === 'SIMULATED'
  const crumbs = [
    { label: 'Studies', href: '/' },
    { label: title, href: `/studies/${studyId}` },
  ]
  const isReconstructed = origin === 'RECONSTRUCTED'
  const tabs = <StudyTabs {...{ studyId, isReconstructed, hasModels, isViewer }} />
  return (
    <Frame
      crumbs={crumbs}
      below={<StudyCrumb studyId={studyId} />}
      tag={isSimulated ? `${status}, simulated` : origin === 'IMPORTED' ? `${status}, imported` : status}
      person={person}
      tabs={tabs}
    >
      {isSimulated && <RehearsalNotice rehearsal={await readRehearsal(access)} />}
      {children}
    </Frame>
  )
}
