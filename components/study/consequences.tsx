'use client'

import { count } from '@/components/ui/count'
import type { Choices } from '@/lib/studies/queries'
import type { StudyInput } from '@/lib/studies/schema'

/** LIMA-length pairs take about this long; the study's own median replaces it once there are judgments. */
const SECONDS_A_JUDGMENT = 37

/** What the design comes to: items, judgments, hours. */
export function Consequences({ design, choices }: { design: StudyInput; choices: Choices }) {
  const prompts = choices.promptSets.find(({ id }) => id === design.promptSetId)?.prompts ?? 0
  const items = prompts * design.baselineIds.length
  const judgments = items * (Number.isInteger(design.overlap) ? design.overlap : 0)
  const hours = (judgments * SECONDS_A_JUDGMENT) / 3600
  const number = (n: number) => n.toLocaleString('en', { maximumFractionDigits: 1 })
  return (
    <aside className="consequences" aria-labelledby="consequences" aria-live="polite">
      <h2 id="consequences">What this comes to</h2>
      <dl>
        <dt>
          Items
          <small>
            {count(prompts, 'prompt')} × {count(design.baselineIds.length, 'baseline')}
          </small>
        </dt>
        <dd>{number(items)}</dd>
        <dt>
          Judgments
          <small>{design.overlap} per item</small>
        </dt>
        <dd>{number(judgments)}</dd>
        <dt>
          Hours of judging
          <small>at {SECONDS_A_JUDGMENT} s each</small>
        </dt>
        <dd>{number(hours)}</dd>
      </dl>
      <p className="note">
        Sides are drawn from the seed and balanced within each item and for each annotator. That is not a setting.
      </p>
    </aside>
  )
}
