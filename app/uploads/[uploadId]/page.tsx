import type { Metadata } from 'next'
import { Frame } from '@/components/ui/frame'
import { DryRun } from '@/components/upload/dry-run'
import { Outcome } from '@/components/upload/outcome'
import { Review } from '@/components/upload/review'
import { ReviewTitle } from '@/components/upload/review-title'
import { targetOf } from '@/components/upload/target'
import { gate, sitePageAccess } from '@/lib/server/page'
import { expiryOf } from '@/lib/uploads/limits'
import { reviewUpload } from '@/lib/uploads/review-upload'
import { losesMore } from '@/lib/uploads/unread'
import { discard, runImport } from './actions'
import '@/app/styles/names.css'

const DAY = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'long', timeZone: 'UTC' })

export const metadata: Metadata = { title: 'Upload' }

export default async function UploadReviewPage({ params }: PageProps<'/uploads/[uploadId]'>) {
  const { uploadId } = await params
  const access = await sitePageAccess('uploads:manage')
  const review = await gate(() => reviewUpload(access, uploadId))
  const { upload, format, fine, present, extra, counts } = review
  const set = upload.promptSet
  const crumbs = [
    { label: 'Prompt sets', href: '/prompt-sets' },
    ...(set ? [{ label: set.name, href: `/prompt-sets/${set.id}` }] : []),
    { label: 'Upload' },
  ]
  return (
    <Frame crumbs={crumbs} person={access.actor}>
      <ReviewTitle upload={upload} />
      <Review review={review}>
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
