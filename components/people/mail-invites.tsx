'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Disclosure } from '@/components/ui/disclosure'
import { fieldLabel } from '@/components/ui/field-look'
import { TextField } from '@/components/ui/fields'
import { Notice } from '@/components/ui/notice'
import { LANGUAGES, type Language } from '@/lib/i18n/languages'
import { count } from '@/lib/numbers/count'
import type { Answer } from '@/lib/server/action'
import { FormTrouble } from '../ui/form-trouble'
import { useSubmit } from '../ui/use-submit'

type Role = 'ADMIN' | 'RESEARCHER' | 'ANNOTATOR'
type Mails = { emails: string; language: Language }
type Sent = Promise<Answer<{ mails: number }>>

type StaffProps = { roles: Record<Role, string>; send: (input: Mails & { role: Role }) => Sent }

/** Sends links to accounts by mail. */
export function MailStaffInvites({ roles, send }: StaffProps) {
  return (
    <MailForm send={(mails, data) => send({ ...mails, role: data.get('role') as Role })}>
      <label className="grid gap-1">
        <span className={fieldLabel()}>Role</span>
        <select name="role" defaultValue="RESEARCHER">
          {(['RESEARCHER', 'ADMIN', 'ANNOTATOR'] as const).map((role) => (
            <option key={role} value={role}>
              {roles[role]}
            </option>
          ))}
        </select>
      </label>
    </MailForm>
  )
}

type GroupProps = {
  studyId: string
  groupId: string
  send: (input: Mails & { studyId: string; groupId: string }) => Sent
}

/** Sends links into a group by mail. */
export function MailGroupInvites({ studyId, groupId, send }: GroupProps) {
  return <MailForm send={(mails) => send({ ...mails, studyId, groupId })} />
}

function MailForm({ send, children }: { send: (mails: Mails, data: FormData) => Sent; children?: React.ReactNode }) {
  const { submit, trouble, isPending } = useSubmit()
  const [sent, setSent] = useState<number | null>(null)
  const post = (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const data = new FormData(form)
    setSent(null)
    submit(
      () => send({ emails: String(data.get('emails')), language: data.get('language') as Language }, data),
      ({ mails }) => {
        setSent(mails)
        form.reset()
      },
    )
  }
  return (
    <div className="mt-6">
      <Disclosure label="Send invitations by mail">
        <form className="grid max-w-2xl gap-[1.1rem]" method="post" onSubmit={post}>
          <FormTrouble trouble={trouble} />
          <TextField
            name="emails"
            rows={3}
            label="E-mails"
            description="Up to 50, with commas or lines between. Each person gets a link of their own that serves once."
            errors={trouble?.fields?.emails}
          />
          <div className="flex flex-wrap items-end gap-x-8 gap-y-4">
            {children}
            <MailLanguage />
            <Button type="submit" isPending={isPending}>
              Send invitations
            </Button>
          </div>
          {sent !== null && <Notice kind="ok">{count(sent, 'mail is', 'mails are')} on the way.</Notice>}
        </form>
      </Disclosure>
    </div>
  )
}

/** In which language mails are written: nobody knows that of somebody who has yet to come. */
export function MailLanguage() {
  return (
    <label className="grid gap-1">
      <span className={fieldLabel()}>Language of the mail</span>
      <select name="language" defaultValue="en">
        {Object.entries(LANGUAGES).map(([code, name]) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}
