import { RowsLink } from '@/components/ui/rows-link'
import { MarginNote, SectionWithMargin } from '@/components/ui/section'
import { itemsHref } from '@/lib/explorer/item-query'
import type { Figure } from '@/lib/figures/figure'
import { pEquals } from '@/lib/numbers/p-value'
import { percent, wholeNumber } from '@/lib/numbers/percent'
import type { SideRate } from '@/lib/rates/position'
import { FigureView } from '../figure-view'

type Props = {
  studyId: string
  figure: Figure
  search: string
  criterion: number
  sides: readonly SideRate[]
  /** Whether sides were balanced here; of an imported study nobody knows. */
  isBalanced: boolean
}

/** Whether the response shown left was chosen more often because it stood there. */
export function Sides({ studyId, figure, search, criterion, sides, isBalanced }: Props) {
  return (
    <SectionWithMargin aria-labelledby="left-side">
      <div>
        <h2 id="left-side">Does the left side win because it is left?</h2>
        <FigureView studyId={studyId} figure={figure} search={search} />
      </div>
      <MarginNote aria-label="What sides do to results">
        {isBalanced && (
          <p>
            <strong>Why results are safe from it.</strong> Each item’s sides are balanced to within one, and each
            annotator’s about evenly. A side preference therefore widens intervals but favours no system.
          </p>
        )}
        {sides.map(({ group, left, right, score, p }) => (
          <p key={group}>
            {group}:{' '}
            <RowsLink href={left === 0 ? null : itemsHref(studyId, { group, chosen: 'left', criterion })}>
              {wholeNumber(left)}
            </RowsLink>{' '}
            of{' '}
            <RowsLink href={left + right === 0 ? null : itemsHref(studyId, { group, outcome: 'decided', criterion })}>
              {wholeNumber(left + right)}
            </RowsLink>{' '}
            decided
            {score && p !== null && (
              <>
                ; with ties as half {percent(score.mean)}%, {pEquals(p)} clustered by prompt
              </>
            )}
            .
          </p>
        ))}
      </MarginNote>
    </SectionWithMargin>
  )
}
