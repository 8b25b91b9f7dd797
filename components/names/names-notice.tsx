import Link from 'next/link'
import { count } from '@/components/ui/count'
import { Notice } from '@/components/ui/notice'

/** Warns of responses that name a maker or a model and about which nothing is decided. */
export function NamesNotice({ studyId, open }: { studyId: string; open: number }) {
  if (open === 0) return null
  return (
    <div className="section-tight">
      <Notice kind="caution">
        <p>
          <strong>Names in responses.</strong> {count(open, 'finding names', 'findings name')} a maker or a model, and
          nothing is decided about {open === 1 ? 'it' : 'them'} yet. Undecided, annotators read{' '}
          {open === 1 ? 'it' : 'them'}. <Link href={`/studies/${studyId}/design/names`}>Decide</Link> before you open
          the study.
        </p>
      </Notice>
    </div>
  )
}
