import type { Metadata } from 'next'
import { openDesk } from '@/lib/judgments/desk'
import { pageAccess } from '@/lib/server/page'
import { Judge } from './judge'
import '@/app/styles/desk.css'

export const metadata: Metadata = { title: 'Judging', robots: { index: false } }

export default async function JudgePage({ params }: PageProps<'/annotate/[studyId]'>) {
  const access = await pageAccess((await params).studyId, 'judgment:submit')
  return <Judge {...(await openDesk(access))} />
}
