'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { count } from '@/lib/numbers/count'
import type { Answer } from '@/lib/server/action'
import { countInTheWay, PROBLEMS, type ProblemCode } from '@/lib/uploads/problems'
import type { ImportInput } from '@/lib/uploads/schema'
import { DryPanel, Line, Lines } from './dry-panel'
import { Undecided } from './undecided'
import { useDecision } from './use-decision'

export type DryRunProps = {
  uploadId: string
  kind: 'PROMPTS' | 'RESPONSES'
  lines: number
  unit: string
  fine: number
  present: number
  extra: number
  counts: Partial<Record<ProblemCode, number>>
  /** Whether fields that are not read hold more text than those that are. */
  losesMore: boolean
  /** The day on which the upload is thrown away, in words. */
  waitsUntil: string
  /** What the rows go to, in two words each. */
  target: { label: string; value: string }[]
  act: (input: ImportInput) => Promise<Answer<unknown>>
  discard: (input: { uploadId: string }) => Promise<Answer<unknown>>
}

/** What an import would write, in sums that add up, and the buttons to do it or not. */
export function DryRun({ act, discard, ...props }: DryRunProps) {
  const { uploadId, kind, fine, counts, losesMore, waitsUntil } = props
  const [acceptEmpty, setAcceptEmpty] = useState(false)
  const [leaveOutProblems, setLeaveOut] = useState(false)
  const [leaveOutFields, setLeaveOutFields] = useState(false)
  const decision = useDecision()
  const { run, setProblem, isPending } = decision
  const empty = counts.empty_response ?? 0
  const wanted = fine + (acceptEmpty ? empty : 0)
  const standing = Object.entries(counts).map(([problem, n]) => ({ problem, count: n }))
  const problems = countInTheWay(standing) - (acceptEmpty ? empty : 0)
  const choose = (set: (isSelected: boolean) => void) => (isSelected: boolean) => {
    set(isSelected)
    setProblem(null)
  }
  return (
    <DryPanel aria-labelledby="dry-run">
      <h2 id="dry-run">Dry run</h2>
      <Sums {...props} acceptEmpty={acceptEmpty} wanted={wanted} />
      <div className={CHOICES}>
        {empty > 0 && (
          <Checkbox isSelected={acceptEmpty} onChange={choose(setAcceptEmpty)}>
            Import {count(empty, 'empty response')} as said by the system
          </Checkbox>
        )}
        {problems > 0 && (
          <Checkbox isSelected={leaveOutProblems} onChange={choose(setLeaveOut)}>
            Leave out the {count(problems, 'problem row')}
          </Checkbox>
        )}
        {losesMore && (
          <Checkbox isSelected={leaveOutFields} onChange={choose(setLeaveOutFields)}>
            Import without the fields that are not read
          </Checkbox>
        )}
      </div>
      <Button
        look="last"
        isPending={isPending}
        onPress={() => run(() => act({ uploadId, acceptEmpty, leaveOutProblems, leaveOutFields }))}
      >
        Import {count(wanted, kind === 'PROMPTS' ? 'prompt' : 'response')}
      </Button>
      <Undecided
        decision={decision}
        report={Object.keys(counts).length > 0 ? `/api/uploads/${uploadId}/report.csv` : null}
        onDiscard={() => run(() => discard({ uploadId }))}
      >
        All or nothing. What is there already is never changed. The upload waits here until {waitsUntil}; then it is
        thrown away.
      </Undecided>
    </DryPanel>
  )
}

const CHOICES =
  'mt-4 grid [&>label]:min-h-0 [&>label]:items-start [&>label]:py-[0.45rem] [&>label]:text-sm/[1.4] [&_input]:mt-[0.15rem]'

type SumsProps = Omit<DryRunProps, 'act' | 'discard'> & { acceptEmpty: boolean; wanted: number }

function Sums({ lines, unit, present, extra, counts, target, acceptEmpty, wanted }: SumsProps) {
  const leftOut = (Object.keys(PROBLEMS) as ProblemCode[]).filter(
    (code) => (counts[code] ?? 0) > 0 && !(code === 'empty_response' && acceptEmpty),
  )
  return (
    <Lines aria-live="polite">
      <Line label={`${unit.charAt(0).toUpperCase()}${unit.slice(1)}s in the file`} value={lines} />
      {extra > 0 && <Line is="part" label="further samples in them" value={`+${extra.toLocaleString('en')}`} />}
      {leftOut.map((code) => (
        <Line
          is="part"
          key={code}
          label={PROBLEMS[code].short}
          value={`−${(counts[code] ?? 0).toLocaleString('en')}`}
        />
      ))}
      {present > 0 && <Line is="part" label="there already" value={`−${present.toLocaleString('en')}`} />}
      <Line is="sum" label="To be imported" value={wanted} />
      {target.map(({ label, value }) => (
        <Line key={label} label={label} value={value} />
      ))}
    </Lines>
  )
}
