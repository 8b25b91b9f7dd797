import Link from 'next/link'
import { Notice } from '@/components/ui/notice'
import { count } from '@/lib/numbers/count'

type Props = {
  studyId: string
  /** Findings in prompts and responses about which nothing is decided. */
  open: number
  /** And in title, question, instructions and the other texts that annotators read. */
  inTexts: number
}

/** Warns of names that annotators would read and about which nothing is decided. */
export function NamesNotice({ studyId, open, inTexts }: Props) {
  if (open === 0 && inTexts === 0) return null
  const names = `/studies/${studyId}/design/names`
  return (
    <div className="mt-5">
      <Notice kind="caution">
        {inTexts > 0 && (
          <p>
            <strong>Names in your own texts.</strong> What annotators read around the answers (title, question,
            instructions and the rest) names a maker, a model or a system of this study in {count(inTexts, 'place')}.{' '}
            <Link href={`${names}#texts`}>Change or keep {inTexts === 1 ? 'it' : 'them'}</Link> before you open the
            study.
          </p>
        )}
        {open > 0 && (
          <p>
            <strong>Names in prompts and responses.</strong> {count(open, 'finding names', 'findings name')} a maker or
            a model, and nothing is decided about {open === 1 ? 'it' : 'them'} yet. Undecided, annotators read{' '}
            {open === 1 ? 'it' : 'them'}. <Link href={names}>Decide</Link> before you open the study.
          </p>
        )}
      </Notice>
    </div>
  )
}
