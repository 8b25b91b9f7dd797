import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { Headline } from '@/components/study/headline'
import { Compared } from '@/components/study/monitor/compared'
import { stepsAtRest } from '@/components/study/monitor/next-list'
import { FailedOpening, OpeningNotice } from '@/components/study/monitor/opening-progress'
import { NamedNotice } from '@/components/study/named-notice'
import { NextSteps } from '@/components/study/next-steps'
import { StatusButtons } from '@/components/study/status-buttons'
import { Stepper } from '@/components/study/stepper'
import { LinkButton } from '@/components/ui/link-button'
import { Section, Titles } from '@/components/ui/section'
import { Note } from '@/components/ui/text'
import { isAllowed } from '@/lib/auth/access'
import { readFailedOpening, readOpening } from '@/lib/monitor/read-opening'
import { type MonitoredStudy, readMonitoredStudy } from '@/lib/monitor/read-study'
import { pageAccess } from '@/lib/server/page'
import { readOpeningFacts } from '@/lib/studies/read-opening-facts'
import { closeStudy, openDraft, pauseStudy, resumeStudy } from './actions'
import { Acts } from './acts'
import { ManageStudy } from './manage-study'
import { OpenNames } from './open-names'
import { Running } from './running'
import { UnansweredPrompts } from './unanswered'

export const metadata: Metadata = { title: 'Overview' }

const steps = { open: openDraft, pause: pauseStudy, resume: resumeStudy, close: closeStudy }

export default async function OverviewPage({ params }: PageProps<'/studies/[studyId]'>) {
  const { studyId } = await params
  if (!(await isAllowed(await pageAccess(studyId, 'study:see'), 'study:read'))) redirect(`/studies/${studyId}/results`)
  const access = await pageAccess(studyId, 'study:read')
  const study = await readMonitoredStudy(access)
  const isPublished = study.origin === 'RECONSTRUCTED'
  if (!isPublished && study.status !== 'DRAFT') return <Running access={access} study={study} steps={steps} />
  const [opening, failed, facts] = isPublished
    ? [null, null, null]
    : await Promise.all([readOpening(access), readFailedOpening(access), readOpeningFacts(access)])
  return (
    <>
      <Titles>
        <h1>{study.title}</h1>
        <div className="flex flex-wrap items-center gap-[0.6rem]">
          {!isPublished && !opening && (
            <StatusButtons studyId={study.id} status={study.status} steps={steps} opens={facts} />
          )}
          {study.status === 'DRAFT' && study.origin === 'COLLECTED' && !opening && (
            <LinkButton href={`/studies/${study.id}/design/rehearse`}>Rehearse…</LinkButton>
          )}
          <ManageStudy study={study} />
        </div>
      </Titles>
      <AtRest study={study} />
      {!opening && failed && <FailedOpening {...failed} />}
      {opening && <OpeningNotice studyId={study.id} initial={opening} />}
      {!isPublished && <NamedNotice studyId={study.id} named={study.named} isDraft />}
      {!isPublished && !opening && study.status === 'DRAFT' && <OpenNames access={access} />}
      {!isPublished && !opening && study.status === 'DRAFT' && <UnansweredPrompts access={access} />}
      {!isPublished && <Stepper study={study} />}
      <Section
        as="div"
        className="grid grid-cols-[minmax(0,1fr)_20rem] items-start gap-x-16 gap-y-12 max-lg:grid-cols-[minmax(0,1fr)]"
      >
        <section aria-labelledby="compared">
          <h2 id="compared">What is {study.protocol === 'RATING' ? 'rated' : 'compared'}</h2>
          <p>
            <Compared study={study} />
          </p>
          {isPublished && <Note className="mt-3 max-w-xl">{study.source}</Note>}
        </section>
        <NextSteps steps={stepsAtRest(study, study._count.annotators)} />
      </Section>
      {!isPublished && <Acts access={access} now={new Date()} />}
    </>
  )
}

function AtRest({ study }: { study: MonitoredStudy }) {
  const filled = { done: 0, wanted: 0 }
  const { origin, status, _count } = study
  const rest = { origin, status, annotators: _count.annotators }
  return <Headline {...rest} filled={filled} days={null} forecast={null} now={new Date()} />
}
