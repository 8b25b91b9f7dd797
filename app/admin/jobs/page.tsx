import type { Metadata } from 'next'
import { JobTable } from '@/components/jobs/job-table'
import { AskAgain } from '@/components/ui/ask-again'
import { Frame } from '@/components/ui/frame'
import { Section } from '@/components/ui/section'
import { Prose, Standfirst } from '@/components/ui/text'
import { sitePageAccess } from '@/lib/server/page'
import { listJobs } from '@/lib/worker/list-jobs'
import { cancel, retry } from './actions'

export const metadata: Metadata = { title: 'Jobs' }

const acts = { cancel, retry }

export default async function JobsPage() {
  const access = await sitePageAccess('jobs:manage')
  const { underWay, failed, ended } = await listJobs(access)
  const isIdle = underWay.length === 0
  return (
    <Frame crumbs={[{ label: 'Jobs' }]} person={access.actor}>
      <h1>Jobs</h1>
      <Standfirst>
        What goes on by itself after somebody asked for it: openings, rehearsals, imports, analyses.
      </Standfirst>
      <Section aria-labelledby="under-way">
        <h2 id="under-way">Waiting and under way</h2>
        {isIdle ? (
          <Prose>Nothing waits and nothing is under way.</Prose>
        ) : (
          <>
            <AskAgain />
            <JobTable label="Jobs waiting and under way" jobs={underWay} acts={acts} />
          </>
        )}
      </Section>
      {failed.length > 0 && (
        <Section aria-labelledby="failed">
          <h2 id="failed">Failed</h2>
          <JobTable label="Failed jobs" jobs={failed} acts={acts} />
        </Section>
      )}
      {ended.length > 0 && (
        <Section aria-labelledby="ended">
          <h2 id="ended">Ended lately</h2>
          <JobTable label="Jobs ended lately" jobs={ended} acts={acts} />
        </Section>
      )}
    </Frame>
  )
}
