import Link from 'next/link'
import { Notice } from '@/components/ui/notice'

/** Warns that the study's own words tell annotators of a system. */
export function NamedNotice({ studyId, named, isDraft }: { studyId: string; named: string[]; isDraft: boolean }) {
  if (named.length === 0) return null
  return (
    <div className="mt-5">
      <Notice kind="caution">
        <p>
          <strong>Not blind as it stands.</strong> The title, question, verdicts or instructions name {named.join(', ')}
          , and annotators read them.{' '}
          {isDraft ? (
            <>
              Reword them in the <Link href={`/studies/${studyId}/design`}>design</Link> before you open the study.
            </>
          ) : (
            'Say so wherever you report this study.'
          )}
        </p>
      </Notice>
    </div>
  )
}
