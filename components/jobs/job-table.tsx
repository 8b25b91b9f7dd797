import Link from 'next/link'
import { moment } from '@/components/ui/dates'
import { Meter } from '@/components/ui/meter'
import { ScrollX } from '@/components/ui/scroll-x'
import { ActionsCell, Table } from '@/components/ui/table'
import type { JobRow } from '@/lib/worker/list-jobs'
import { type JobActs, JobButtons } from './job-buttons'

type Props = { label: string; jobs: JobRow[]; acts: JobActs }

/** Jobs of one standing: what each is about, how it stands, and what may be done about it. */
export function JobTable({ label, jobs, acts }: Props) {
  return (
    <ScrollX label={label} className="mt-5">
      <Table>
        <thead>
          <tr>
            <th scope="col">Job</th>
            <th scope="col">State</th>
            <th scope="col">Asked for</th>
            <ActionsCell scope="col" as="th">
              <span className="sr-only">Actions</span>
            </ActionsCell>
          </tr>
        </thead>
        <tbody>
          {jobs.map((job) => (
            <tr key={job.id}>
              <th scope="row" className="min-w-52 wrap-anywhere">
                {job.title}
                <span className="block font-normal">
                  <About {...job} />
                </span>
              </th>
              <td className="min-w-60 wrap-anywhere">
                <State {...job} />
              </td>
              <td className="min-w-44">
                {moment(job.askedAt)}
                {job.asker && <span className="block text-ink-2">by {job.asker}</span>}
              </td>
              <ActionsCell>
                <JobButtons job={{ id: job.id, title: job.title, state: job.state }} acts={acts} />
              </ActionsCell>
            </tr>
          ))}
        </tbody>
      </Table>
    </ScrollX>
  )
}

function About({ studyId, study, uploadId, upload, importId, imported }: JobRow) {
  if (studyId) return <Link href={`/studies/${studyId}`}>{study}</Link>
  if (importId) return <Link href={`/studies/import/${importId}`}>{imported}</Link>
  return uploadId && <Link href={`/uploads/${uploadId}`}>{upload}</Link>
}

function State({ state, cause, tries, done, total, startedAt, endedAt }: JobRow) {
  const again = tries > 1 ? ` Begun ${tries.toLocaleString('en')} times.` : ''
  if (state === 'running')
    return (
      <>
        Under way since {moment(startedAt)}.{again} {total > 0 && <Meter done={done} of={total} />}
      </>
    )
  if (state === 'waiting') return cause ? `Waits to be tried again: ${cause}${again}` : 'Waits for its turn.'
  if (state === 'failed') return `Failed on ${moment(endedAt)}: ${cause ?? 'it did not say why.'}${again}`
  return `${state === 'cancelled' ? 'Cancelled' : 'Done'} on ${moment(endedAt)}.${again}`
}
