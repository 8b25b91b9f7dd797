import type { Metadata } from 'next'
import { NamedNotice } from '@/components/study/named-notice'
import { NextSteps } from '@/components/study/next-steps'
import { ProgressTable } from '@/components/study/progress-table'
import { Standing } from '@/components/study/standing'
import { StatusButtons } from '@/components/study/status-buttons'
import { Stepper } from '@/components/study/stepper'
import { pageAccess } from '@/lib/server/page'
import { readOverview } from '@/lib/studies/queries'
import { closeStudy, openDraft, pauseStudy, resumeStudy } from './actions'

export const metadata: Metadata = { title: 'Overview' }

export default async function OverviewPage({ params }: PageProps<'/studies/[studyId]'>) {
  const { studyId } = await params
  const { study, named, progress } = await readOverview(await pageAccess(studyId, 'study:read'))
  const done = progress.reduce((sum, row) => sum + row.done, 0)
  const slots = progress.reduce((sum, row) => sum + row.slots, 0)
  const steps = { open: openDraft, pause: pauseStudy, resume: resumeStudy, close: closeStudy }
  return (
    <>
      <div className="titles">
        <h1>{study.title}</h1>
        {study.origin !== 'RECONSTRUCTED' && <StatusButtons studyId={studyId} status={study.status} steps={steps} />}
      </div>
      <Standing origin={study.origin} done={done} slots={slots} annotators={study._count.annotators} />
      {study.origin !== 'RECONSTRUCTED' && (
        <NamedNotice studyId={studyId} named={named} isDraft={study.status === 'DRAFT'} />
      )}
      {study.origin !== 'RECONSTRUCTED' && <Stepper study={study} />}
      <div className="overview-columns section">
        <ProgressTable study={study} progress={progress} />
        <NextSteps
          studyId={studyId}
          study={study}
          annotators={study._count.annotators}
          isDone={slots > 0 && done === slots}
        />
      </div>
    </>
  )
}
