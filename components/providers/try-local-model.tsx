'use client'

import { useRouter } from 'next/navigation'
import { Button } from '@/components/ui/button'
import { FormTrouble } from '@/components/ui/form-trouble'
import { Prose } from '@/components/ui/text'
import { useSubmit } from '@/components/ui/use-submit'
import type { Answer } from '@/lib/server/action'

type Props = {
  local: { command: string; name: string; baseUrl: string; model: string }
  /** Whether addresses of this machine may be asked. */
  isAllowed: boolean
  create: (input: {
    name: string
    kind: 'OPENAI_COMPATIBLE'
    baseUrl: string
    lanes: number
  }) => Promise<Answer<string>>
}

/** Adds the small model that a command serves on this machine, and goes on to its page, where it is tested. */
export function TryLocalModel({ local, isAllowed, create }: Props) {
  const router = useRouter()
  const { submit, trouble, isPending } = useSubmit()
  const { command, name, baseUrl, model } = local
  const add = (event: React.FormEvent) => {
    event.preventDefault()
    submit(
      () => create({ name, kind: 'OPENAI_COMPATIBLE', baseUrl, lanes: 1 }),
      (id) => router.push(`/admin/providers/${id}`),
    )
  }
  return (
    <form className="grid max-w-xl gap-[1.1rem]" method="post" onSubmit={add} noValidate>
      <Prose>
        No key at hand? On the machine that Evenhand runs on, <code>{command}</code> fetches a small language model once
        (200 MB) and answers at <code>{baseUrl}</code> under the name <code>{model}</code>. It costs nothing and judges
        badly, nearly always for the answer that it sees first: good for seeing what the figures and the page on judges
        make of a model.
      </Prose>
      {!isAllowed && (
        <Prose>
          Addresses of this machine may not be asked now: start Evenhand with <code>MODEL_PRIVATE_ADDRESSES=true</code>{' '}
          first.
        </Prose>
      )}
      <FormTrouble trouble={trouble} />
      <div>
        <Button type="submit" isPending={isPending} isDisabled={!isAllowed}>
          Add the model on this machine
        </Button>
      </div>
    </form>
  )
}
