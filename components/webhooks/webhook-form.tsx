'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { CopyField } from '@/components/people/copy-field'
import { StudyChoice } from '@/components/people/study-choice'
import { Button } from '@/components/ui/button'
import { fieldError, fieldLabel } from '@/components/ui/field-look'
import { TextField } from '@/components/ui/fields'
import { FormTrouble } from '@/components/ui/form-trouble'
import { useSubmit } from '@/components/ui/use-submit'
import type { Answer } from '@/lib/server/action'
import { EVENTS, type WebhookEvent } from '@/lib/webhooks/events'
import type { WebhookInput } from '@/lib/webhooks/schema'
import { SECRET_NOTE } from './words'

type Props = {
  studies: { id: string; title: string }[]
  make: (input: WebhookInput) => Promise<Answer<{ secret: string }>>
}

/** What most want to be told of. */
const AT_FIRST: readonly WebhookEvent[] = ['study.opened', 'study.progress', 'study.closed']

/** Makes a webhook, and shows its secret once. */
export function WebhookForm({ studies, make }: Props) {
  const router = useRouter()
  const { submit, trouble, isPending } = useSubmit()
  const [secret, setSecret] = useState<string | null>(null)
  const send = (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const input = {
      ...{ name: String(data.get('name')), url: String(data.get('url')) },
      events: data.getAll('events') as WebhookEvent[],
      studyIds: data.getAll('studyIds').map(String),
    }
    setSecret(null)
    submit(
      () => make(input),
      (made) => {
        setSecret(made.secret)
        router.refresh()
      },
    )
  }
  return (
    <form className="grid gap-[1.1rem]" method="post" onSubmit={send}>
      <FormTrouble trouble={trouble} />
      <div className="grid max-w-xl gap-[1.1rem]">
        <TextField
          name="name"
          label="Who is told"
          description="The service, the channel or the script."
          autoComplete="off"
          maxLength={80}
          errors={trouble?.fields?.name}
        />
        <TextField
          name="url"
          label="Address"
          description="Where it takes messages: https://…"
          autoComplete="off"
          maxLength={2000}
          errors={trouble?.fields?.url}
        />
      </div>
      <Events errors={trouble?.fields?.events} />
      {studies.length > 0 && <StudyChoice studies={studies} />}
      <div className="flex flex-wrap items-center gap-[0.6rem]">
        <Button type="submit" isPending={isPending}>
          Make a webhook
        </Button>
      </div>
      {secret && <CopyField label="Secret" value={secret} note={SECRET_NOTE} />}
    </form>
  )
}

function Events({ errors }: { errors: string[] | undefined }) {
  return (
    <fieldset className="m-0 min-w-0 border-0 p-0">
      <legend className={fieldLabel()}>What it is told of</legend>
      <div className="grid">
        {Object.entries(EVENTS).map(([event, words]) => (
          <label key={event} className="inline-flex min-h-(--target) items-center gap-2">
            <input
              type="checkbox"
              name="events"
              value={event}
              defaultChecked={AT_FIRST.includes(event as WebhookEvent)}
              aria-invalid={Boolean(errors?.length)}
            />
            <span className="min-w-0">
              {words} <span className="whitespace-nowrap font-mono text-sm text-ink-2">{event}</span>
            </span>
          </label>
        ))}
      </div>
      {errors && <span className={fieldError()}>{errors.join(' ')}</span>}
    </fieldset>
  )
}
