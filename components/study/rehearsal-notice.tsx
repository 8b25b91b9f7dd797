import Link from 'next/link'
import { Notice } from '@/components/ui/notice'

/** Stands on every page of a simulated study: nobody judged what it shows. */
export function RehearsalNotice({ of }: { of: { id: string; title: string } | null }) {
  return (
    <div className="simulated">
      <Notice kind="caution">
        <strong>Simulated.</strong> Nobody judged anything here: verdicts were drawn at random around made-up strengths.
        {of && (
          <>
            {' '}
            It rehearses <Link href={`/studies/${of.id}/design#rehearsals`}>{of.title}</Link>, where you can discard it.
          </>
        )}
      </Notice>
    </div>
  )
}
