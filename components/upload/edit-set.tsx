'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { TextField } from '@/components/ui/fields'
import { Notice } from '@/components/ui/notice'
import { useSubmit } from '@/components/ui/use-submit'
import type { Answer } from '@/lib/server/action'
import type { SetInput } from '@/lib/uploads/schema'

type Props = {
  setId: string
  description: string
  licence: string
  isShared: boolean
  save: (input: SetInput) => Promise<Answer<unknown>>
}

/** Says what a prompt set is, and under which terms its texts may be given on. */
export function EditSet({ setId, description, licence, isShared, save }: Props) {
  const router = useRouter()
  const [isOpen, setOpen] = useState(false)
  const { submit, trouble, isPending } = useSubmit()
  const send = (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const given = new FormData(event.currentTarget)
    const input = {
      ...{ setId, description: String(given.get('description')), licence: String(given.get('licence')) },
      isShared: given.has('isShared'),
    }
    submit(
      () => save(input),
      () => {
        setOpen(false)
        router.refresh()
      },
    )
  }
  return (
    <Dialog label="Edit" title="About this prompt set" isOpen={isOpen} onOpenChange={setOpen}>
      <form className="grid gap-4" method="post" onSubmit={send}>
        <TextField
          name="description"
          label="Description"
          description="Where the prompts come from and what they are for."
          defaultValue={description}
          rows={3}
          maxLength={2000}
          errors={trouble?.fields?.description}
        />
        <TextField
          name="licence"
          label="Licence"
          description="Under which terms the texts may be given on, such as CC-BY-4.0, or “not to be shared”. Exports with texts ask for it."
          defaultValue={licence}
          maxLength={120}
          errors={trouble?.fields?.licence}
        />
        <label className="inline-flex min-h-(--target) items-center gap-2">
          <input type="checkbox" name="isShared" defaultChecked={isShared} />
          <span>Every researcher may use it</span>
        </label>
        {trouble && !trouble.fields && <Notice kind="critical">{trouble.message}</Notice>}
        <div>
          <Button look="primary" type="submit" isPending={isPending}>
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
