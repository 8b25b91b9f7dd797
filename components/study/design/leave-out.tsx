'use client'

import { Checkbox } from '@/components/ui/checkbox'
import { Note } from '@/components/ui/text'
import type { PromptSetChoice } from '@/lib/designs/design-choices'
import { count } from '@/lib/numbers/count'
import { unansweredPrompts } from '@/lib/studies/selection-counts'
import type { PartProps } from './part'

type Props = Pick<PartProps, 'design' | 'change'> & {
  set: PromptSetChoice
  /** Of which prompts: "a compared system has no response to". */
  which: string
  /** What the prompts are left out of, and why of all. */
  reason: string
}

/** Offered where systems that were chosen have no response to some of the prompts. */
export function LeaveOut({ set, which, reason, design, change }: Props) {
  const { leaveOutUnanswered } = design
  const unanswered = unansweredPrompts(design, set)
  if (unanswered === 0 && !leaveOutUnanswered) return null
  return (
    <div className="col-span-full">
      <Checkbox isSelected={leaveOutUnanswered} onChange={(isOn) => change({ leaveOutUnanswered: isOn })}>
        Leave out prompts that {which}
      </Checkbox>
      <Note className="mt-[0.35rem]">
        {unanswered === 0
          ? 'There is none at present.'
          : `${count(unanswered, 'prompt')}. Otherwise the study opens only when they are answered. ${reason}`}
      </Note>
    </div>
  )
}
