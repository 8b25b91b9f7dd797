import type { Metadata } from 'next'
import { Words } from '@/components/judge/words'
import { wordsIn } from '@/lib/i18n/messages'
import { previewDesk } from '@/lib/judgments/preview-desk'
import { wholeOf } from '@/lib/search-params'
import { pageAccess } from '@/lib/server/page'
import { Preview } from './preview'

export const metadata: Metadata = { title: 'Preview' }

export default async function PreviewPage({ params, searchParams }: PageProps<'/studies/[studyId]/preview'>) {
  const access = await pageAccess((await params).studyId, 'study:design')
  // Addresses count from 1.
  const index = wholeOf(await searchParams, 'pair', 1, 1e9) - 1
  const preview = await previewDesk(access, index)
  return (
    <Words language="en" messages={wordsIn('en', preview.study.protocol)}>
      <Preview key={index} index={index} {...preview} />
    </Words>
  )
}
