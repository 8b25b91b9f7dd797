'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/fields'
import { FormTrouble } from '@/components/ui/form-trouble'
import { useSubmit } from '@/components/ui/use-submit'
import type { Answer } from '@/lib/server/action'

/** Adds a word to the list. */
export function AddName({ add }: { add: (input: { word: string }) => Promise<Answer<unknown>> }) {
  const router = useRouter()
  const { submit, trouble, isPending } = useSubmit()
  const [word, setWord] = useState('')
  const send = (event: React.FormEvent) => {
    event.preventDefault()
    submit(
      () => add({ word }),
      () => {
        setWord('')
        router.refresh()
      },
    )
  }
  return (
    <form className="grid gap-[1.1rem] mt-5 max-w-md" onSubmit={send} noValidate>
      {!trouble?.fields?.word && <FormTrouble trouble={trouble} />}
      <TextField
        name="word"
        label="A name or a phrase"
        description="Whole words, in any case, width and spelling: “GPT-4” finds “gpt 4”, too."
        value={word}
        onChange={setWord}
        errors={trouble?.fields?.word}
        maxLength={80}
      />
      <div>
        <Button type="submit" isPending={isPending}>
          Add to the list
        </Button>
      </div>
    </form>
  )
}
