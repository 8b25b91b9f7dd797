'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/fields'
import type { Problem } from '@/lib/errors'
import { freeze } from './actions'

/** Keeps the numbers as they stand, under a name. */
export function FreezeForm({ studyId, rule, criterion }: { studyId: string; rule: string; criterion: number }) {
  const router = useRouter()
  const [note, setNote] = useState('')
  const [problem, setProblem] = useState<Problem | null>(null)
  const [pending, start] = useTransition()
  const submit = () =>
    start(async () => {
      const answer = await freeze({ studyId, note, rule, criterion })
      if (answer.ok) router.push(`/studies/${studyId}/results/${answer.value}`)
      else setProblem(answer.problem)
    })
  return (
    <form
      className="my-4 flex flex-wrap items-end gap-[0.6rem] print:hidden [&>div]:flex-[0_1_24rem]"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <TextField
        name="note"
        label="Freeze these numbers as"
        maxLength={200}
        value={note}
        onChange={setNote}
        errors={problem?.fields?.note ?? (problem ? [problem.message] : undefined)}
      />
      <Button type="submit" isDisabled={pending}>
        Freeze
      </Button>
    </form>
  )
}
