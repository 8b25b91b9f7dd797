import type { ReactNode } from 'react'
import { Contents } from '@/components/ui/contents'
import { Note, Standfirst, Tag } from '@/components/ui/text'
import type { provenance } from '@/lib/figures/figure-notes'
import type { Visibility } from '@/lib/looks/looks'
import { InterimNotice } from './withheld'

type Props = { from: ReturnType<typeof provenance>; visibility: Visibility; children: ReactNode }

/** What the results are of, where they come from, and whether they are final. */
export function ResultsHead({ from, visibility, children }: Props) {
  return (
    <>
      <h1>Results</h1>
      <Standfirst>{children}</Standfirst>
      {from && (
        <Note className="mt-[0.8rem] max-w-[88ch]">
          <Tag>{from.tag}</Tag> {from.text}
        </Note>
      )}
      <div className="mt-4">
        <InterimNotice visibility={visibility} />
      </div>
      <Contents />
    </>
  )
}
