import { Drawing } from '@/components/charts/drawing'
import { pEquals } from '@/components/charts/p-value'
import { percent, wholeNumber } from '@/components/charts/percent'
import { sideFigure } from '@/components/charts/side-figure'
import type { SideRate } from '@/lib/analysis/position'

/** Whether the response shown left was chosen more often because it stood there. */
export function Sides({ sides }: { sides: SideRate[] }) {
  const wide = sideFigure(sides)
  const narrow = sideFigure(sides, { width: 'narrow' })
  if (!wide || !narrow) return null
  return (
    <section className="section with-margin" aria-labelledby="sides">
      <div>
        <h2 id="sides">Does the left side win because it is left?</h2>
        <figure className="sides-figure">
          <Drawing className="wide" svg={wide} />
          <Drawing className="narrow" svg={narrow} />
          <figcaption>
            Share of decided verdicts (ties left out) that chose the response shown left, over all judgments that count;
            95% Wilson intervals. Dashed: no position effect.
          </figcaption>
        </figure>
      </div>
      <aside className="margin" aria-label="Why results are safe from it">
        <p>
          <strong>Why results are safe from it.</strong> Each item’s sides are balanced to within one, and so are each
          annotator’s. A side preference therefore widens intervals but cannot favour a system.
        </p>
        {sides.map(({ group, left, right, score, p }) => (
          <p key={group}>
            {group}: {wholeNumber(left)} of {wholeNumber(left + right)} decided
            {score && p !== null && (
              <>
                ; with ties as half {percent(score.mean)}%, {pEquals(p)} clustered by prompt
              </>
            )}
            .
          </p>
        ))}
      </aside>
    </section>
  )
}
