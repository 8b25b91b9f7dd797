import type { Metadata } from 'next'
import Link from 'next/link'
import { NewRecruitment } from '@/components/recruitments/new-recruitment'
import { Note, Standfirst } from '@/components/ui/text'
import { makeCodes } from '@/lib/recruitments/make-code'
import { readGrounds } from '@/lib/recruitments/read-grounds'
import { pageAccess } from '@/lib/server/page'
import { create } from '../actions'

export const metadata: Metadata = { title: 'New recruitment' }

export default async function NewRecruitmentPage({
  params,
}: PageProps<'/studies/[studyId]/annotators/recruitments/new'>) {
  const { studyId } = await params
  const grounds = await readGrounds(await pageAccess(studyId, 'annotators:manage'))
  return (
    <>
      <Note>
        <Link href={`/studies/${studyId}/annotators`}>All annotators</Link>
      </Note>
      <h1>New recruitment</h1>
      <Standfirst>
        People of a crowd platform come by one link, without an account, and find their way back at the end.
      </Standfirst>
      <div className="mt-8">
        <NewRecruitment studyId={studyId} {...grounds} codes={makeCodes()} create={create} />
      </div>
    </>
  )
}
