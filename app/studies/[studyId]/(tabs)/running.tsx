import { Headline } from '@/components/study/headline'
import { Runs } from '@/components/study/models/runs'
import { AnnotatorsNow } from '@/components/study/monitor/annotators-now'
import { clockWithSeconds, longDate } from '@/components/study/monitor/dates'
import { Health } from '@/components/study/monitor/health'
import { healthLines } from '@/components/study/monitor/health-lines'
import { Live } from '@/components/study/monitor/live'
import { stepsAtRest, stepsOfLateModels, stepsWhileOpen } from '@/components/study/monitor/next-list'
import { Pace } from '@/components/study/monitor/pace'
import { NamedNotice } from '@/components/study/named-notice'
import { NextSteps } from '@/components/study/next-steps'
import { ProgressTable } from '@/components/study/progress-table'
import { StatusButtons } from '@/components/study/status-buttons'
import { Stepper } from '@/components/study/stepper'
import { LinkButton } from '@/components/ui/link-button'
import { Section, Titles } from '@/components/ui/section'
import type { Access } from '@/lib/auth/access'
import { forecast } from '@/lib/monitor/forecast'
import { paceBasis } from '@/lib/monitor/pace-basis'
import { addUp, addUpPeople } from '@/lib/monitor/progress-rows'
import { type Monitor, readMonitor } from '@/lib/monitor/read-monitor'
import type { MonitoredStudy } from '@/lib/monitor/read-study'
import { readRuns } from '@/lib/runs/read-runs'
import { Acts } from './acts'
import { ManageStudy } from './manage-study'
import { cancelModel, changeBudget, parseAgain, pauseModel, priceModel, resumeModel, startModel } from './runs/actions'

const runActs = {
  ...{ start: startModel, pause: pauseModel, resume: resumeModel, cancel: cancelModel },
  ...{ reparse: parseAgain, price: priceModel, budget: changeBudget },
}

type Props = {
  access: Access<'study:read'>
  study: MonitoredStudy
  steps: React.ComponentProps<typeof StatusButtons>['steps']
}

/** The overview of a study that was opened: counts only, fetched anew while somebody looks. */
export async function Running({ access, study, steps }: Props) {
  const [monitor, runs] = await Promise.all([readMonitor(access, study), readRuns(access)])
  const { now, tookMs } = monitor
  const asOf = { studyId: study.id, asOf: now.toISOString(), label: `${longDate(now)}, ${clockWithSeconds(now)} UTC` }
  const isClosed = study.status === 'CLOSED'
  // A model that joined once the study was closed is asked all the same.
  const isOver = isClosed && runs.every(({ status }) => status !== 'RUNNING')
  const { tooFast, same, checks } = monitor
  const concerning = new Set([...tooFast, ...same, ...checks.careless].map(({ annotatorId }) => annotatorId))
  return (
    <>
      <Titles>
        <h1>{study.title}</h1>
        <div>
          <div className="flex flex-wrap items-center gap-[0.6rem]">
            {!isClosed && <LinkButton href={`/studies/${study.id}/annotators`}>Invite annotators</LinkButton>}
            <StatusButtons studyId={study.id} status={study.status} steps={steps} />
            <ManageStudy study={study} />
          </div>
          <Live {...asOf} tookMs={tookMs} isOver={isOver} />
        </div>
      </Titles>
      <Outlook study={study} monitor={monitor} now={now} />
      <NamedNotice studyId={study.id} named={study.named} isDraft={false} />
      {/* Nothing of how a study was run that was finished elsewhere was up to us. */}
      {study.origin !== 'IMPORTED' && <Stepper study={study} />}
      <Section
        as="div"
        className="grid grid-cols-[minmax(0,1fr)_20rem] items-start gap-x-16 gap-y-12 max-lg:grid-cols-[minmax(0,1fr)]"
      >
        <ProgressTable studyId={study.id} study={study} progress={monitor.progress} />
        <NextSteps
          steps={
            isClosed
              ? [...stepsOfLateModels(runs), ...stepsAtRest(study, monitor.annotators.length)]
              : stepsWhileOpen(study, monitor)
          }
        />
      </Section>
      {!isClosed && <Pace pace={monitor.pace} now={now} />}
      {study.origin !== 'IMPORTED' && <Health lines={healthLines(study, monitor)} />}
      <Runs studyId={study.id} runs={runs} acts={runActs} status={study.status} now={now} />
      <AnnotatorsNow studyId={study.id} annotators={monitor.annotators} concerning={concerning} now={now} />
      <Acts access={access} now={now} />
    </>
  )
}

function Outlook({ study, monitor, now }: { study: MonitoredStudy; monitor: Monitor; now: Date }) {
  const filled = addUp(monitor.progress.total)
  const people = addUpPeople(monitor.progress, study.groups)
  const basis = paceBasis(monitor.pace.days, study.openedAt, now)
  return (
    <Headline
      origin={study.origin}
      status={study.status}
      filled={filled}
      annotators={monitor.annotators.filter(({ judgments }) => judgments > 0).length}
      days={basis && (basis.kind === 'days' ? basis.perDay.length : 'opening')}
      forecast={basis && forecast(basis.perDay, people.wanted - people.done, now)}
      now={now}
    />
  )
}
