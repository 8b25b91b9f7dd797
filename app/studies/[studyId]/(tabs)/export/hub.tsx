import { AskAgain } from '@/components/ui/ask-again'
import { moment } from '@/components/ui/dates'
import { Meter } from '@/components/ui/meter'
import { Notice } from '@/components/ui/notice'
import { ScrollX } from '@/components/ui/scroll-x'
import { Section } from '@/components/ui/section'
import { Table } from '@/components/ui/table'
import { Prose } from '@/components/ui/text'
import type { Pushes, PushRow } from '@/lib/formats/hub/request-push'
import type { JobState } from '@/lib/jobs/state'
import { PushForm } from './push-form'

type Props = {
  studyId: string
  pushes: Pushes
  snapshots: { id: string; note: string }[]
  mayTakeTexts: boolean
}

/** The study as a data set at a hub: what was pushed, what is on its way, and a form for more. */
export function Hub({ studyId, pushes, snapshots, mayTakeTexts }: Props) {
  const { host, done, job, tokenEnd, lastRepo } = pushes
  const isLive = job?.state === 'waiting' || job?.state === 'running'
  return (
    <Section aria-labelledby="hub">
      <h2 id="hub">Push to {host}</h2>
      <Prose>
        The same folder as in <code>huggingface.zip</code>, as one commit of a data set. It is private unless you say
        otherwise. An earlier push’s texts go from its newest state when a later one has none; its earlier commits keep
        them.
      </Prose>
      {done.length > 0 && <Done rows={done} />}
      <Standing job={job} />
      {!isLive && snapshots.length > 0 && (
        <PushForm {...{ studyId, host, snapshots, mayTakeTexts, tokenEnd, lastRepo }} />
      )}
    </Section>
  )
}

function Done({ rows }: { rows: readonly PushRow[] }) {
  return (
    <ScrollX label="Pushes" className="mt-5">
      <Table>
        <thead>
          <tr>
            <th scope="col">Data set</th>
            <th scope="col">Texts</th>
            <th scope="col">Commit</th>
            <th scope="col">Pushed</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, repo, address, hasTexts, commit, at, by }) => (
            <tr key={id}>
              <th scope="row" className="min-w-40 wrap-anywhere">
                <a href={address} rel="noreferrer">
                  {repo}
                </a>
              </th>
              <td>{hasTexts ? 'with' : 'without'}</td>
              <td>
                <code>{commit.slice(0, 8)}</code>
              </td>
              <td className="min-w-44">
                {moment(at)} <span className="block text-ink-2">by {by}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </ScrollX>
  )
}

/** How the present push stands, or why the last one failed. */
function Standing({ job }: { job: JobState | null }) {
  if (job?.state === 'failed')
    return (
      <Notice kind="critical" className="mt-5">
        The push of {moment(job.at)} failed: {job.problem.message} The data set at the hub is as it was before.
      </Notice>
    )
  if (job?.state !== 'waiting' && job?.state !== 'running') return null
  return (
    <div className="mt-5">
      <AskAgain />
      <Prose role="status">
        {job.state === 'waiting' ? 'The push waits for its turn.' : 'Pushing.'} You can leave this page: it goes on by
        itself, and the data set changes with its last step.
      </Prose>
      {job.state === 'running' && job.total > 0 && (
        <p className="mt-2">
          <Meter done={job.done} of={job.total} />
        </p>
      )}
    </div>
  )
}
