import Link from 'next/link'
import { Standfirst } from '@/components/ui/text'
import type { ResultFacts } from '@/lib/rates/study-facts'

/** Says why there is no figure yet, and what to do. */
export function EmptyResults({ studyId, result: { study, recorded } }: { studyId: string; result: ResultFacts }) {
  const overview = `/studies/${studyId}`
  return (
    <Standfirst>
      No judgments {recorded > 0 ? 'to count ' : ''}yet.{' '}
      {study.status === 'DRAFT' && (
        <>
          Results appear with the first one: <Link href={overview}>open the study</Link>, then let annotators begin.
        </>
      )}
      {study.status === 'OPEN' && (
        <>
          Results appear with the first one. <Link href={`${overview}/annotators`}>Invite annotators</Link>, or wait for
          those who are enrolled.
        </>
      )}
      {study.status === 'PAUSED' && (
        <>
          The study is paused: <Link href={overview}>resume it</Link> to let annotators go on.
        </>
      )}
      {study.status === 'CLOSED' && <>The study was closed without any. A copy of its design can start a new one.</>}
    </Standfirst>
  )
}
