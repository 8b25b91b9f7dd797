'use client'

import { useState, useTransition } from 'react'
import type { Problem } from '@/lib/errors'
import type { Answer } from '@/lib/server/action'

/** What went wrong, by field where it can be said. */
export type Trouble = Pick<Problem, 'message' | 'fields'>

const NO_ANSWER = 'The server did not answer. What you typed is still here; try again in a moment.'

/** Runs an action for a form: says what went wrong and whether it is running. What was typed stays. */
export function useSubmit(noAnswer = NO_ANSWER) {
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [isPending, startTransition] = useTransition()
  const submit = <T>(run: () => Promise<Answer<T>>, done: (value: T) => void | Promise<void>) =>
    startTransition(async () => {
      const answer = await run().catch(() => null)
      if (answer?.ok) {
        setTrouble(null)
        await done(answer.value)
      } else setTrouble(answer ? { ...answer.problem } : { message: noAnswer })
    })
  return { submit, trouble, isPending }
}
