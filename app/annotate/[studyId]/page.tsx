import type { Metadata } from 'next'
import { Words } from '@/components/judge/words'
import { wordsIn } from '@/lib/i18n/messages'
import { openDesk } from '@/lib/judgments/desk'
import { requestLanguage } from '@/lib/server/language'
import { pageAccess } from '@/lib/server/page'
import { Judge } from './judge'
import '@/app/styles/desk.css'

export const metadata: Metadata = { title: 'Judging', robots: { index: false } }

export default async function JudgePage({ params }: PageProps<'/annotate/[studyId]'>) {
  const access = await pageAccess((await params).studyId, 'judgment:submit')
  const [language, desk] = await Promise.all([requestLanguage(), openDesk(access)])
  return (
    <Words language={language} messages={wordsIn(language)}>
      <Judge {...desk} />
    </Words>
  )
}
