'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/fields'
import type { Problem } from '@/lib/errors'
import { lookNow } from './actions'

/** Asks why, before it shows anything. */
export function LookForm({ studyId }: { studyId: string }) {
  const router = useRouter()
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<Problem | null>(null)
  const [pending, start] = useTransition()
  const submit = () =>
    start(async () => {
      const answer = await lookNow({ studyId, reason })
      setProblem(answer.ok ? null : answer.problem)
      if (answer.ok) router.refresh()
    })
  return (
    <form
      className="grid gap-[1.1rem] max-w-[34rem]"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <TextField
        name="reason"
        label="Why look now?"
        description="Kept with the study, with your name, the time and the number of judgments so far."
        rows={2}
        maxLength={500}
        value={reason}
        onChange={setReason}
        errors={problem?.fields?.reason ?? (problem ? [problem.message] : undefined)}
      />
      <div>
        <Button type="submit" isDisabled={pending}>
          Look early
        </Button>
      </div>
    </form>
  )
}
