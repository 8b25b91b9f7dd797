'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { fieldLabel } from '@/components/ui/field-look'
import { NumberField } from '@/components/ui/fields'
import { Segmented } from '@/components/ui/segmented'
import type { Answer } from '@/lib/server/action'
import { FormTrouble } from '../ui/form-trouble'
import { useSubmit } from '../ui/use-submit'
import { CopyField } from './copy-field'

type Role = 'ADMIN' | 'RESEARCHER' | 'ANNOTATOR'
type Props = {
  roles: Record<Role, string>
  invite: (input: { role: Role; capacity: number; days: number }) => Promise<Answer<{ token: string }>>
}

/** Makes a link to an account, and shows it once. */
export function InviteStaff({ roles, invite }: Props) {
  const { submit, trouble, isPending } = useSubmit()
  const [link, setLink] = useState<string | null>(null)
  const make = (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const number = (name: string) => Number(data.get(name))
    submit(
      () => invite({ role: data.get('role') as Role, capacity: number('capacity'), days: number('days') }),
      ({ token }) => setLink(`${window.location.origin}/join/${token}`),
    )
  }
  return (
    <form className="grid gap-[1.1rem]" method="post" onSubmit={make}>
      <FormTrouble trouble={trouble} />
      <div className="flex flex-wrap items-start gap-x-8 gap-y-4">
        <fieldset className="m-0 border-0 p-0">
          <legend className={fieldLabel()}>Role</legend>
          <Segmented as="div">
            {(['RESEARCHER', 'ADMIN', 'ANNOTATOR'] as const).map((role, index) => (
              <label key={role}>
                <input type="radio" name="role" value={role} defaultChecked={index === 0} />
                {roles[role]}
              </label>
            ))}
          </Segmented>
        </fieldset>
        <NumberField
          name="capacity"
          label="For how many people"
          defaultValue={1}
          minValue={1}
          errors={trouble?.fields?.capacity}
        />
        <NumberField
          name="days"
          label="Valid for how many days"
          defaultValue={14}
          minValue={1}
          errors={trouble?.fields?.days}
        />
      </div>
      <div className="flex flex-wrap items-center gap-[0.6rem]">
        <Button type="submit" isPending={isPending}>
          Make a link
        </Button>
      </div>
      {link && <CopyField label="Invite link" value={link} note="Send it to them. It is shown only now." />}
    </form>
  )
}
