import type { Metadata } from 'next'
import { moment } from '@/components/ui/dates'
import { Frame } from '@/components/ui/frame'
import { Notice } from '@/components/ui/notice'
import { DryRun } from '@/components/upload/dry-run'
import { Importing } from '@/components/upload/importing'
import { Outcome } from '@/components/upload/outcome'
import { Review } from '@/components/upload/review'
import { ReviewTitle } from '@/components/upload/review-title'
import { targetOf } from '@/components/upload/target'
import type { SiteAccess } from '@/lib/auth/access'
import type { JobState } from '@/lib/jobs/state'
import { count } from '@/lib/numbers/count'
import { gate, sitePageAccess } from '@/lib/server/page'
import { findUpload } from '@/lib/uploads/find-upload'
import { expiryOf } from '@/lib/uploads/limits'
import { readImport } from '@/lib/uploads/request-import'
import { reviewUpload } from '@/lib/uploads/review-upload'
import { losesMore } from '@/lib/uploads/unread'
import { acceptEmpty, choose, discard, lookAt, runImport, search } from './actions'

const DAY = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'long', timeZone: 'UTC' })

export const metadata: Metadata = { title: 'Upload' }

export default async function UploadReviewPage({ params }: PageProps<'/uploads/[uploadId]'>) {
  const { uploadId } = await params
  const access = await sitePageAccess('uploads:manage')
  const job = await gate(() => readImport(access, uploadId))
  if (job?.state === 'waiting' || job?.state === 'running') return <UnderWay {...{ access, uploadId, job }} />
  const review = await gate(() => reviewUpload(access, uploadId))
  const { upload, format, fine, present, extra, counts } = review
  return (
    <Frame crumbs={crumbsOf(upload.promptSet)} person={access.actor}>
      <ReviewTitle upload={upload} />
      {upload.status === 'STAGED' && job?.state === 'failed' && (
        <Notice kind="critical">
          The import of {moment(job.at)} ended before its end: {job.problem.message} Nothing of it was written.
        </Notice>
      )}
      <Review review={review} acts={{ look: lookAt, choose, acceptEmpty, search }}>
        {upload.status === 'STAGED' ? (
          <DryRun
            {...{ uploadId, fine, present, extra, counts, discard }}
            kind={upload.kind}
            lines={upload.lines}
            waitsUntil={DAY.format(expiryOf(upload.createdAt))}
            losesMore={review.unread !== null && losesMore(review.unread)}
            unit={format.unit}
            target={targetOf(review)}
            act={runImport}
          />
        ) : (
          <Outcome review={review} />
        )}
      </Review>
    </Frame>
  )
}

type UnderWayProps = { access: SiteAccess<'uploads:manage'>; uploadId: string; job: JobState }

/** What is being written is not read meanwhile. */
async function UnderWay({ access, uploadId, job }: UnderWayProps) {
  const upload = await findUpload(access.actor, uploadId)
  return (
    <Frame crumbs={crumbsOf(upload.promptSet)} person={access.actor}>
      <h1>{upload.filename}</h1>
      <Importing what={count(upload.lines, 'line')} isWaiting={job.state === 'waiting'} />
    </Frame>
  )
}

function crumbsOf(set: { id: string; name: string } | null) {
  return [
    { label: 'Prompt sets', href: '/prompt-sets' },
    ...(set ? [{ label: set.name, href: `/prompt-sets/${set.id}` }] : []),
    { label: 'Upload' },
  ]
}
