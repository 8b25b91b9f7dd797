import type { Metadata } from 'next'
import Link from 'next/link'
import { CallTable } from '@/components/study/models/call-table'
import { LinkButton } from '@/components/ui/link-button'
import { Note, Prose, Standfirst } from '@/components/ui/text'
import { readAnnotator } from '@/lib/annotators/read-annotator'
import { count } from '@/lib/numbers/count'
import { listCalls } from '@/lib/runs/read-calls'
import { wholeOf } from '@/lib/search-params'
import { gate, pageAccess } from '@/lib/server/page'

export const metadata: Metadata = { title: 'Calls' }

type Props = PageProps<'/studies/[studyId]/annotators/[annotatorId]/calls'>

export default async function CallsPage({ params, searchParams }: Props) {
  const { studyId, annotatorId } = await params
  const access = await pageAccess(studyId, 'annotators:manage')
  const { code } = await gate(() => readAnnotator(access, annotatorId))
  const page = wholeOf(await searchParams, 'page', 1)
  const listed = await listCalls(await pageAccess(studyId, 'study:results'), { annotatorId, page })
  const annotator = `/studies/${studyId}/annotators/${annotatorId}`
  const here = `${annotator}/calls`
  return (
    <>
      <Note>
        <Link href={annotator}>{code}</Link>
      </Note>
      <h1>Calls of {code}</h1>
      {listed.count === 0 ? (
        <Prose className="mt-5">Nothing was asked here yet. Start the run on the overview.</Prose>
      ) : (
        <>
          <Standfirst>
            {count(listed.count, 'call')}, the newest first, each kept as it was sent and as it came back.
          </Standfirst>
          <CallTable here={here} calls={listed.calls} />
        </>
      )}
      <div className="mt-4 flex flex-wrap items-center gap-[0.6rem]">
        {page > 1 && <LinkButton href={`${here}?page=${page - 1}`}>Newer</LinkButton>}
        {page < listed.pages && <LinkButton href={`${here}?page=${page + 1}`}>Older</LinkButton>}
      </div>
    </>
  )
}
