'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { FormTrouble } from '@/components/ui/form-trouble'
import { Notice } from '@/components/ui/notice'
import { SecondsPassed } from '@/components/ui/seconds-passed'
import { useSubmit } from '@/components/ui/use-submit'
import type { Answer } from '@/lib/server/action'
import { ModelField } from './model-field'

type Props = {
  providerId: string
  models: readonly string[]
  /** How long a test takes at most. */
  seconds: number
}

/** Tests a provider: its list of models and, where one is named, what that model takes. */
export function TestForm({ providerId, models, seconds }: Props) {
  const router = useRouter()
  const { submit, trouble, isPending } = useSubmit()
  const [model, setModel] = useState('')
  const [isGivenUp, setGivenUp] = useState(false)
  const asking = useRef<AbortController | null>(null)
  const button = useRef<HTMLDivElement>(null)
  useEffect(() => () => asking.current?.abort(), [])
  const send = (event: React.FormEvent) => {
    event.preventDefault()
    const named = model.trim()
    const ending = new AbortController()
    asking.current = ending
    setGivenUp(false)
    submit(
      () => ask(providerId, named ? [named] : [], ending.signal),
      () => (ending.signal.aborted ? undefined : router.refresh()),
    )
  }
  const giveUp = () => {
    asking.current?.abort()
    setGivenUp(true)
    // Its own button goes away.
    button.current?.querySelector('button')?.focus()
  }
  return (
    <form className="grid max-w-xl gap-[1.1rem]" method="post" onSubmit={send} noValidate>
      <FormTrouble trouble={trouble} />
      <ModelField
        label="Model to try (empty: only look which there are)"
        models={models}
        value={model}
        onChange={setModel}
      />
      <div ref={button} className="flex flex-wrap items-center gap-[0.6rem]">
        <Button type="submit" isPending={isPending}>
          Test
        </Button>
        {isPending && <Button onPress={giveUp}>Cancel the test</Button>}
        {isGivenUp && !isPending && <Notice>Cancelled. What was known before stands.</Notice>}
      </div>
      {isPending && (
        <Notice>
          Asking the provider, for {seconds / 60} minutes at most: what is found by then is kept. <SecondsPassed />
        </Notice>
      )}
    </form>
  )
}

/** What the test found is read from the page anew; one that was given up is neither a success nor trouble. */
async function ask(providerId: string, models: string[], signal: AbortSignal): Promise<Answer<null>> {
  const answer = await fetch(`/api/providers/${providerId}/test`, {
    ...{ method: 'POST', body: JSON.stringify({ models }), signal },
    headers: { 'content-type': 'application/json' },
  }).catch((error) => {
    if (!signal.aborted) throw error
  })
  if (!answer || answer.ok) return { ok: true, value: null }
  return { ok: false, problem: await answer.json() }
}
