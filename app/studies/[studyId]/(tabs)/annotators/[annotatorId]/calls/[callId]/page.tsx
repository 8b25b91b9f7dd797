import type { Metadata } from 'next'
import Link from 'next/link'
import { CallView } from '@/components/study/models/call-view'
import { Note } from '@/components/ui/text'
import { readVisibility } from '@/lib/looks/looks'
import { listCalls, readCall } from '@/lib/runs/read-calls'
import { gate, pageAccess } from '@/lib/server/page'

export const metadata: Metadata = { title: 'Call' }

type Props = PageProps<'/studies/[studyId]/annotators/[annotatorId]/calls/[callId]'>

export default async function CallPage({ params }: Props) {
  const { studyId, annotatorId, callId } = await params
  await pageAccess(studyId, 'annotators:manage')
  const access = await pageAccess(studyId, 'study:results')
  const call = await gate(() => readCall(access, callId))
  const [{ calls: attempts }, { shown }] = await Promise.all([
    listCalls(access, { assignmentId: call.assignmentId, page: 1 }),
    readVisibility(access),
  ])
  const here = `/studies/${studyId}/annotators/${annotatorId}/calls`
  return (
    <>
      <Note>
        <Link href={here}>All calls of {call.code}</Link>
      </Note>
      <h1>
        Call of {call.code}, prompt {call.prompt}
      </h1>
      <CallView
        studyId={studyId}
        here={here}
        call={call}
        attempts={attempts}
        isWithheld={shown === 'hidden' && call.outcome === 'ANSWERED'}
      />
    </>
  )
}
