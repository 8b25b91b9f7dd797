'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { TextField } from '@/components/ui/fields'
import { count } from '@/lib/numbers/count'
import type { Answer } from '@/lib/server/action'
import type { PairsInput } from '@/lib/uploads/judgments/schema'
import { countInTheWay, PROBLEMS, type ProblemCode } from '@/lib/uploads/problems'
import { DryPanel, Line, Lines } from '../dry-panel'
import { Undecided } from '../undecided'
import { useDecision } from '../use-decision'

type Props = {
  importId: string
  prompts: number
  counts: { problem: ProblemCode; count: number }[]
  /** What the prompt set is called unless somebody says otherwise. */
  suggested: string
  /** The day on which the files are thrown away, in words. */
  waitsUntil: string
  act: (input: PairsInput) => Promise<Answer<{ promptSetId: string | null }>>
  discard: (input: { importId: string }) => Promise<Answer<unknown>>
}

/** Where pairs are to go, what is left out of them, and the buttons to do it or not. */
export function PairsPanel({ importId, prompts, counts, suggested, waitsUntil, act, discard }: Props) {
  const router = useRouter()
  const [set, setSet] = useState(suggested)
  const [leaveOutProblems, setLeaveOut] = useState(false)
  const decision = useDecision()
  const { run, problem, isPending } = decision
  const problems = countInTheWay(counts)
  return (
    <DryPanel aria-labelledby="dry-run">
      <h2 id="dry-run">The prompt set</h2>
      <Lines>
        {counts.map(({ problem: code, count: n }) => (
          <Line key={code} label={PROBLEMS[code].short} value={`−${n.toLocaleString('en')}`} is="part" />
        ))}
        <Line label="Prompts" value={prompts} is="sum" />
      </Lines>
      <div className="mt-4 grid gap-4">
        <TextField
          name="set"
          label="Prompt set"
          description="A new one, or one that exists: what it has is used as it is."
          value={set}
          maxLength={120}
          onChange={setSet}
          errors={problem?.fields?.set}
        />
        {problems > 0 && (
          <Checkbox isSelected={leaveOutProblems} onChange={setLeaveOut}>
            Leave out the {count(problems, 'problem row')}
          </Checkbox>
        )}
        <Button
          look="last"
          isPending={isPending}
          isDisabled={prompts === 0}
          onPress={() =>
            run(
              () => act({ importId, set, leaveOutProblems }),
              ({ promptSetId }) => (promptSetId ? router.push(`/prompt-sets/${promptSetId}`) : router.refresh()),
            )
          }
        >
          Import {count(prompts, 'prompt')}
        </Button>
      </div>
      <Undecided
        decision={decision}
        report={problems > 0 ? `/api/imports/${importId}/report.csv` : null}
        onDiscard={() => run(() => discard({ importId }))}
      >
        All or nothing. A study can then be made of these prompts and pairs of systems. The files wait here until{' '}
        {waitsUntil}; then their rows are thrown away.
      </Undecided>
    </DryPanel>
  )
}
