'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { fieldError, fieldLabel } from '@/components/ui/field-look'
import { TextField } from '@/components/ui/fields'
import { Notice } from '@/components/ui/notice'
import { Segmented } from '@/components/ui/segmented'
import type { Answer } from '@/lib/server/action'
import type { TokenInput } from '@/lib/tokens/schema'
import { SCOPES, type Scope } from '@/lib/tokens/scopes'
import { FormTrouble } from '../ui/form-trouble'
import { useSubmit } from '../ui/use-submit'
import { CopyField } from './copy-field'
import { StudyChoice } from './study-choice'

type Props = {
  studies: { id: string; title: string }[]
  make: (input: TokenInput) => Promise<Answer<{ token: string }>>
}

/** What a notebook needs to read a study; nothing that changes one. */
const AT_FIRST: readonly Scope[] = ['studies:read', 'judgments:read', 'results:read']

/** Makes a token, and shows it once. */
export function TokenForm({ studies, make }: Props) {
  const router = useRouter()
  const { submit, trouble, isPending } = useSubmit()
  const [token, setToken] = useState<string | null>(null)
  const send = (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const days = Number(data.get('days'))
    const input = {
      name: String(data.get('name')),
      scopes: data.getAll('scopes') as Scope[],
      studyIds: data.getAll('studyIds').map(String),
      days: days === 0 ? null : days,
    }
    setToken(null)
    submit(
      () => make(input),
      (made) => {
        setToken(made.token)
        router.refresh()
      },
    )
  }
  return (
    <form className="grid gap-[1.1rem]" method="post" onSubmit={send}>
      <FormTrouble trouble={trouble} />
      <div className="max-w-sm">
        <TextField
          name="name"
          label="What it is for"
          description="The script, the notebook or the machine that gets it."
          autoComplete="off"
          maxLength={80}
          errors={trouble?.fields?.name}
        />
      </div>
      <Scopes errors={trouble?.fields?.scopes} />
      {studies.length > 0 && <StudyChoice studies={studies} />}
      <Days />
      <div className="flex flex-wrap items-center gap-[0.6rem]">
        <Button type="submit" isPending={isPending}>
          Make a token
        </Button>
      </div>
      {token && <CopyField label="Token" value={token} note="Keep it as you would a password. It is shown only now." />}
    </form>
  )
}

function Scopes({ errors }: { errors: string[] | undefined }) {
  return (
    <fieldset className="m-0 min-w-0 border-0 p-0">
      <legend className={fieldLabel()}>What it may do</legend>
      <div className="grid">
        {Object.entries(SCOPES).map(([scope, words]) => (
          <label key={scope} className="inline-flex min-h-(--target) items-center gap-2">
            <input
              type="checkbox"
              name="scopes"
              value={scope}
              defaultChecked={AT_FIRST.includes(scope as Scope)}
              aria-invalid={Boolean(errors?.length)}
            />
            <span className="min-w-0">
              {words} <span className="whitespace-nowrap font-mono text-sm text-ink-2">{scope}</span>
            </span>
          </label>
        ))}
      </div>
      {errors && <span className={fieldError()}>{errors.join(' ')}</span>}
    </fieldset>
  )
}

const DAYS = [
  [30, '30 days'],
  [90, '90 days'],
  [365, 'A year'],
  [0, 'No end'],
] as const

function Days() {
  const [days, setDays] = useState(90)
  return (
    <div className="grid gap-2">
      <fieldset className="m-0 border-0 p-0">
        <legend className={fieldLabel()}>How long it lasts</legend>
        <Segmented as="div">
          {DAYS.map(([value, words]) => (
            <label key={value}>
              <input type="radio" name="days" value={value} checked={days === value} onChange={() => setDays(value)} />
              {words}
            </label>
          ))}
        </Segmented>
      </fieldset>
      {days === 0 && (
        <Notice kind="caution">
          A token without an end works until somebody revokes it, also for whoever finds it in an old notebook.
        </Notice>
      )}
    </div>
  )
}
