'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import type { Answer } from '@/lib/server/action'
import type { Trouble } from './send-file'

const NO_ANSWER: Trouble = { message: 'The server did not answer. Reload this page: it says what became of the files.' }

/** Does what somebody decides about files that wait, and keeps what stood in its way. */
export function useDecision() {
  const router = useRouter()
  const [problem, setProblem] = useState<Trouble | null>(null)
  const [isPending, startTransition] = useTransition()
  /** The page is read anew, unless something else is to be done with what came of it. */
  const run = <T>(doIt: () => Promise<Answer<T>>, done: (value: T) => void = () => router.refresh()) =>
    startTransition(async () => {
      const answer = await doIt().catch(() => null)
      setProblem(answer === null ? NO_ANSWER : answer.ok ? null : answer.problem)
      if (answer?.ok) done(answer.value)
      // Another window decided on it.
      else if (answer?.problem.code === 'upload_settled') router.refresh()
    })
  return { run, problem, setProblem, isPending }
}

export type Decision = ReturnType<typeof useDecision>
