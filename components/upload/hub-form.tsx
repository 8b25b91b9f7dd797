'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Disclosure } from '@/components/ui/disclosure'
import { TextField } from '@/components/ui/fields'
import { Notice } from '@/components/ui/notice'
import { Select } from '@/components/ui/select'
import { Note } from '@/components/ui/text'
import { useSubmit } from '@/components/ui/use-submit'
import { count } from '@/lib/numbers/count'
import type { Answer } from '@/lib/server/action'
import type { HubGroup } from '@/lib/uploads/hub/groups'
import type { HubInput, PullInput } from '@/lib/uploads/hub/schema'
import { size } from './bytes'

type Found = { commit: string; groups: HubGroup[] }
type Props = {
  kind: 'PROMPTS' | 'RESPONSES'
  promptSetId?: string
  name?: { label: string; description: string }
  look: (input: HubInput) => Promise<Answer<Found>>
  pull: (input: PullInput) => Promise<Answer<string>>
}

/** Takes files from the Hugging Face Hub in place of one's own: first which there are, then one of them. */
export function HubForm({ kind, promptSetId, name, look, pull }: Props) {
  const router = useRouter()
  const [asked, setAsked] = useState({ dataSet: '', token: '' })
  const [found, setFound] = useState<Found | null>(null)
  const [group, setGroup] = useState('')
  const { submit, trouble, isPending } = useSubmit()
  const ask = (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const given = new FormData(event.currentTarget)
    const input = { dataSet: String(given.get('dataSet')), token: String(given.get('token')) }
    setFound(null)
    submit(
      () => look(input),
      (answer) => {
        setAsked(input)
        setFound(answer)
        setGroup(answer.groups[0]?.name ?? '')
      },
    )
  }
  const bring = (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (!found) return
    const given = String(new FormData(event.currentTarget).get('name') ?? '')
    const input = { ...asked, kind, commit: found.commit, group, name: given, ...(promptSetId && { promptSetId }) }
    submit(
      () => pull(input),
      (uploadId) => router.push(`/uploads/${uploadId}`),
    )
  }
  const wrong = trouble && (found || !trouble.fields?.dataSet)
  return (
    <div className="mt-9 max-w-[44rem]">
      <Disclosure label="From the Hugging Face Hub" aside="a data set by its name">
        <form className="flex flex-wrap items-end gap-x-6 gap-y-3" method="post" onSubmit={ask}>
          <TextField
            name="dataSet"
            label="Data set"
            description="OWNER/NAME, with @REVISION where it is not the newest one."
            maxLength={500}
            errors={found ? undefined : trouble?.fields?.dataSet}
          />
          <TextField
            name="token"
            label="Token"
            description="Only for private or gated ones. It is not kept."
            type="password"
            autoComplete="off"
            maxLength={200}
          />
          <Button type="submit" isPending={isPending && !found}>
            Look at it
          </Button>
        </form>
        {found && (
          <form className="mt-5 grid gap-4" method="post" onSubmit={bring}>
            <Select
              label="Files"
              value={group}
              onChange={setGroup}
              placeholder="Choose files"
              options={found.groups.map(({ name: one, paths, bytes }) => ({
                value: one,
                label: `${one} (${paths.length > 1 ? `${count(paths.length, 'shard')}, ` : ''}${size(bytes)})`,
              }))}
            />
            {name && (
              <div className="max-w-[28rem]">
                <TextField {...name} name="name" maxLength={120} errors={trouble?.fields?.name} />
              </div>
            )}
            <div className="flex flex-wrap items-center gap-[0.6rem]">
              <Button look="primary" type="submit" isPending={isPending}>
                Fetch and check them
              </Button>
              <Note as="span" role="status">
                {isPending ? 'Fetching and checking every record…' : `As of commit ${found.commit.slice(0, 8)}.`}
              </Note>
            </div>
          </form>
        )}
        {wrong && (
          <Notice kind="critical" className="mt-4">
            {trouble.message}
          </Notice>
        )}
      </Disclosure>
    </div>
  )
}
