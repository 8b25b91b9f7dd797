'use client'

import { useMemo } from 'react'
import { Notice } from '@/components/ui/notice'
import { Note } from '@/components/ui/text'
import type { SelectionCounts } from '@/lib/counts/planned'
import type { PromptSetChoice } from '@/lib/designs/design-choices'
import type { ComparisonDesign, RatingDesign, StudyInput } from '@/lib/designs/schema'
import { count } from '@/lib/numbers/count'
import { type Consequences as ComparisonConsequences, type Costs, consequences } from '@/lib/studies/consequences'
import { type RatingConsequences, ratingConsequences } from '@/lib/studies/consequences-ratings'
import { unreadable } from '@/lib/studies/consequences-warnings'
import { type NamedPrompt, selectionCounts, unansweredPrompts } from '@/lib/studies/selection-counts'
import type { ModelSource } from '../design/models/source'
import type { PartProps } from '../design/part'
import { useSettled } from '../design/use-settled'
import { Assumptions } from './assumptions'
import { CostFigures } from './cost-figures'
import { ModelFigures } from './model-figures'
import { OtherDesigns } from './other-designs'
import { MEANS, PowerCurve, SPLITS } from './power-curve'
import { PrecisionFigures } from './precision-figures'
import { pointsEitherSide, RatingFigures } from './rating-figures'
import { exact } from './words'

type Props = PartProps & {
  sets: PromptSetChoice[]
  prompts: ReadonlyMap<string, NamedPrompt>
  /** Items that the design, as last saved, leaves out for the names in their responses. */
  itemsLeftOut: number
  estimate: ModelSource['estimate']
}

/** Beside the form as far as it goes down; on narrow screens beneath it. */
const PANEL = [
  'sticky top-0 max-h-dvh overflow-y-auto border-t-[1.5px] border-ink pt-3 pr-1 pb-6 [scrollbar-width:thin]',
  'max-[68rem]:static max-[68rem]:max-h-none max-[68rem]:max-w-[30rem]',
  '[&_h3]:mt-[1.35rem] [&_h3]:text-sm/[1.4] [&_h3+*]:mt-[0.35rem]',
].join(' ')

/** What the design costs and buys, told anew when it has not changed for a moment: what it costs comes first. */
export function Consequences({ design, change, errors, sets, prompts, itemsLeftOut, estimate }: Props) {
  const settled = useSettled(design, 300)
  const reckoned = useMemo(
    () => reckon(settled, { sets, prompts, itemsLeftOut }),
    [settled, sets, prompts, itemsLeftOut],
  )
  return (
    <aside className={PANEL} aria-labelledby="consequences">
      <h2 className="text-lg/[1.35] [&+*]:mt-[0.7rem]" id="consequences">
        What this design costs and buys
      </h2>
      <div aria-live="polite">
        {reckoned.found ? (
          <WhatItCosts design={settled} {...reckoned} itemsLeftOut={itemsLeftOut} />
        ) : (
          <p className="text-ink-2">{reckoned.wait}</p>
        )}
      </div>
      {settled.models.length > 0 && (
        <ModelFigures design={settled} estimate={estimate} judgments={reckoned.found?.plan.models ?? null} />
      )}
      <div aria-live="polite">
        {reckoned.found && <WhatItBuys {...reckoned} hasModels={settled.models.length > 0} />}
      </div>
      <Assumptions design={design} change={change} errors={errors} />
    </aside>
  )
}

type Data = Pick<Props, 'sets' | 'prompts' | 'itemsLeftOut'>
type Found = {
  counts: SelectionCounts
  unanswered: number
  found: Costs
  compared: { design: ComparisonDesign; found: ComparisonConsequences } | null
  rated: { design: RatingDesign; found: RatingConsequences } | null
}

/** All that can be told of a design, or what has to be there first. */
function reckon(
  design: StudyInput,
  { sets, prompts, itemsLeftOut }: Data,
): Found | { wait: string; found?: undefined } {
  const missing = unreadable(design)
  if (missing.length > 0) return { wait: `Waiting for a number: ${missing.join(', ')}.` }
  const selected = selectionCounts(design, sets, prompts)
  if (!selected.defined) return { wait: `${selected.reason} Then this says what each choice costs and buys.` }
  const set = sets.find(({ id }) => id === design.promptSetId)
  const unanswered = set ? unansweredPrompts(design, set) : 0
  const counts = { ...selected.value, taken: selected.value.taken + itemsLeftOut }
  if (design.protocol === 'RATING') {
    const found = ratingConsequences(design, counts, set?.answered ?? {})
    return { counts, unanswered, found, compared: null, rated: { design, found } }
  }
  const found = consequences(design, counts)
  return { counts, unanswered, found, compared: { design, found }, rated: null }
}

function WhatItCosts({
  design,
  counts,
  found,
  unanswered,
  itemsLeftOut,
}: Found & Pick<Props, 'design' | 'itemsLeftOut'>) {
  return (
    <>
      <CostFigures design={design} counts={counts} found={found} />
      {itemsLeftOut > 0 && (
        <Note>
          {count(itemsLeftOut, 'item is', 'items are')} left out for names in responses, as the design was last saved.
        </Note>
      )}
      {unanswered > 0 && (
        <Note>
          {design.leaveOutUnanswered
            ? `${count(unanswered, 'prompt is', 'prompts are')} left out: a chosen system has no response to ${unanswered === 1 ? 'it' : 'them'}.`
            : `${count(unanswered, 'prompt has', 'prompts have')} no response of a chosen system. The study cannot open before ${unanswered === 1 ? 'it is' : 'they are'} answered or left out.`}
        </Note>
      )}
    </>
  )
}

/** How precise its answers will be, what may be wrong with it, and what others would buy. */
function WhatItBuys({ found, compared, rated, hasModels }: Found & { hasModels: boolean }) {
  return (
    <>
      {hasModels && <h3>What people’s judgments tell</h3>}
      {compared && <PrecisionFigures {...compared} />}
      {rated && <RatingFigures {...rated} />}
      {found.warnings.length > 0 && (
        <div className="mt-5">
          <Notice kind="caution">
            {found.warnings.map((warning) => (
              <p key={warning}>{warning}</p>
            ))}
          </Notice>
        </div>
      )}
      {compared && <Compared {...compared} />}
      {rated && <Rated {...rated} />}
    </>
  )
}

/** What can be found by how many judgments, and what other designs would buy. */
function Compared({ design, found }: { design: ComparisonDesign; found: ComparisonConsequences }) {
  return (
    <>
      {found.curves.length > 0 && <PowerCurve axis={SPLITS} curves={found.curves} detectable={found.detectable} />}
      {found.others.length > 0 && found.evidence.defined && (
        <OtherDesigns others={found.others} planning={design.planning} bound={boundOf(found)} />
      )}
    </>
  )
}

function Rated({ design, found }: { design: RatingDesign; found: RatingConsequences }) {
  return (
    <>
      {found.curves.length > 0 && <PowerCurve axis={MEANS} curves={found.curves} detectable={found.detectable} />}
      {found.others.length > 0 && found.evidence.defined && (
        <OtherDesigns
          others={found.others.map(({ mean, ...other }) => ({ ...other, interval: mean }))}
          words={{ interval: pointsEitherSide, detectable: exact }}
          planning={design.planning}
          bound={boundOf(found)}
        />
      )}
    </>
  )
}

/** Stands before what is only a lower bound, as some kinds of judgments cannot be counted yet. */
function boundOf({ plan }: Costs): string {
  return plan.open.length > 0 ? '≥ ' : ''
}
