'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { FormTrouble } from '@/components/ui/form-trouble'
import { Notice } from '@/components/ui/notice'
import { useSubmit } from '@/components/ui/use-submit'
import type { Answer } from '@/lib/server/action'
import { ModelField } from './model-field'

type Props = {
  providerId: string
  models: readonly string[]
  test: (input: { providerId: string; models: string[] }) => Promise<Answer<unknown>>
}

/** Tests a provider: its list of models and, where one is named, what that model takes. */
export function TestForm({ providerId, models, test }: Props) {
  const router = useRouter()
  const { submit, trouble, isPending } = useSubmit()
  const [model, setModel] = useState('')
  const send = (event: React.FormEvent) => {
    event.preventDefault()
    const named = model.trim()
    submit(
      () => test({ providerId, models: named ? [named] : [] }),
      () => router.refresh(),
    )
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
      <div className="flex flex-wrap items-center gap-[0.6rem]">
        <Button type="submit" isPending={isPending}>
          Test
        </Button>
        {isPending && <Notice>Asking the provider. A slow model takes a minute or two.</Notice>}
      </div>
    </form>
  )
}
