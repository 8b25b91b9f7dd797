import type { Metadata } from 'next'
import { Words } from '@/components/judge/words'
import { wordsIn } from '@/lib/i18n/messages'
import { previewDesk } from '@/lib/judgments/preview-desk'
import { pageAccess } from '@/lib/server/page'
import { Preview } from './preview'
import '@/app/styles/desk.css'

export const metadata: Metadata = { title: 'Preview' }

export default async function PreviewPage({ params, searchParams }: PageProps<'/studies/[studyId]/preview'>) {
  const access = await pageAccess((await params).studyId, 'study:design')
  const index = pairIndex((await searchParams).pair)
  return (
    <Words language="en" messages={wordsIn('en')}>
      <Preview key={index} index={index} {...(await previewDesk(access, index))} />
    </Words>
  )
}

/** Addresses count from 1. */
function pairIndex(asked: string | string[] | undefined): number {
  const number = Number(asked ?? 1)
  return Number.isSafeInteger(number) && number > 0 && number < 1e9 ? number - 1 : 0
}
