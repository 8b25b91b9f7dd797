'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { fieldLabel } from '@/components/ui/field-look'
import { TextField } from '@/components/ui/fields'
import { Notice } from '@/components/ui/notice'
import type { Answer } from '@/lib/server/action'
import { TEAM_ROLES } from '@/lib/team/schema'
import { FormTrouble } from '../ui/form-trouble'
import { useSubmit } from '../ui/use-submit'

type Given = 'EDITOR' | 'VIEWER'
type Props = {
  studyId: string
  /** Whether whoever is added gets a mail. */
  isTold: boolean
  add: (input: { studyId: string; email: string; role: Given }) => Promise<Answer<unknown>>
}

/** Adds somebody with an account to the team, by e-mail. */
export function AddToTeam({ studyId, isTold, add }: Props) {
  const { submit, trouble, isPending } = useSubmit()
  const [added, setAdded] = useState<string | null>(null)
  const post = (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const data = new FormData(form)
    const email = String(data.get('email'))
    setAdded(null)
    submit(
      () => add({ studyId, email, role: data.get('role') as Given }),
      () => {
        setAdded(email)
        form.reset()
      },
    )
  }
  return (
    <form className="grid max-w-2xl gap-[1.1rem]" method="post" onSubmit={post}>
      <FormTrouble trouble={trouble} />
      <TextField
        name="email"
        type="email"
        autoComplete="off"
        label="E-mail"
        description={`Of somebody who has a researcher’s account here. ${isTold ? 'They are told by mail.' : 'They find the study on their start page.'}`}
        errors={trouble?.fields?.email}
      />
      <div className="flex flex-wrap items-end gap-x-8 gap-y-4">
        <label className="grid gap-1">
          <span className={fieldLabel()}>Role</span>
          <select name="role" defaultValue="EDITOR">
            {(['EDITOR', 'VIEWER'] as const).map((role) => (
              <option key={role} value={role}>
                {TEAM_ROLES[role].name}
              </option>
            ))}
          </select>
        </label>
        <Button type="submit" isPending={isPending}>
          Add to the team
        </Button>
      </div>
      {added !== null && <Notice kind="ok">{added} is in the team.</Notice>}
    </form>
  )
}
