'use client'

import { useRouter } from 'next/navigation'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/fields'
import { Notice } from '@/components/ui/notice'
import { Note } from '@/components/ui/text'
import { useSubmit } from '@/components/ui/use-submit'
import type { Answer } from '@/lib/server/action'
import type { PromptInput } from '@/lib/uploads/schema'

type Props = {
  promptId: string
  category: string | null
  tags: readonly string[]
  save: (input: PromptInput) => Promise<Answer<unknown>>
}

/** Category and tags of a prompt, to be changed while no study that was opened judges it. */
export function EditPrompt({ promptId, category, tags, save }: Props) {
  const router = useRouter()
  const { submit, trouble, isPending } = useSubmit()
  const send = (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const given = new FormData(event.currentTarget)
    const words = String(given.get('tags')).split(';')
    const input = {
      promptId,
      category: String(given.get('category')),
      tags: words.map((tag) => tag.trim()).filter(Boolean),
    }
    submit(
      () => save(input),
      () => router.refresh(),
    )
  }
  return (
    <form className="mt-4 flex flex-wrap items-end gap-x-6 gap-y-3 print:hidden" method="post" onSubmit={send}>
      <TextField
        name="category"
        label="Category"
        defaultValue={category ?? ''}
        maxLength={200}
        errors={trouble?.fields?.category}
      />
      <TextField
        name="tags"
        label="Tags, with semicolons between them"
        defaultValue={tags.join('; ')}
        maxLength={4000}
        errors={trouble?.fields?.tags}
      />
      <Button type="submit" isPending={isPending}>
        Save
      </Button>
      <Note className="w-full">Once an opened study judges the prompt, they stay as they are.</Note>
      {trouble && !trouble.fields && (
        <Notice kind="critical" className="w-full">
          {trouble.message}
        </Notice>
      )}
    </form>
  )
}
