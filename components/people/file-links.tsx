'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { ConfirmButton } from '@/components/ui/confirm-button'
import { Select } from '@/components/ui/select'
import { Note } from '@/components/ui/text'
import type { Answer } from '@/lib/server/action'
import { moment } from '../ui/dates'
import { FormTrouble } from '../ui/form-trouble'
import { useSubmit } from '../ui/use-submit'
import { CopyField } from './copy-field'

type FileLink = { id: string; file: string; expiresAt: Date; by: string }
type Props = {
  studyId: string
  files: readonly string[]
  links: readonly FileLink[]
  make: (input: { studyId: string; file: string; minutes: number }) => Promise<Answer<{ path: string }>>
  revoke: (input: { studyId: string; linkId: string }) => Promise<Answer<unknown>>
}

const LASTS = [
  { value: '60', label: 'An hour' },
  { value: '1440', label: 'A day' },
  { value: '10080', label: 'A week' },
]

/** Links to single files, for spreadsheets: made, shown once, listed, revoked. */
export function FileLinks({ studyId, files, links, make, revoke }: Props) {
  const router = useRouter()
  const { submit, trouble, isPending } = useSubmit()
  const [file, setFile] = useState(files[0] ?? '')
  const [minutes, setMinutes] = useState('1440')
  const [url, setUrl] = useState<string | null>(null)
  const send = (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setUrl(null)
    submit(
      () => make({ studyId, file, minutes: Number(minutes) }),
      ({ path }) => {
        setUrl(window.location.origin + path)
        router.refresh()
      },
    )
  }
  return (
    <form className="grid gap-[1.1rem]" method="post" onSubmit={send}>
      <FormTrouble trouble={trouble} />
      <div className="flex flex-wrap items-end gap-x-6 gap-y-4">
        <Select
          label="File"
          value={file}
          onChange={setFile}
          options={files.map((name) => ({ value: name, label: name }))}
          placeholder="Choose a file"
        />
        <Select label="Works for" value={minutes} onChange={setMinutes} options={LASTS} placeholder="How long" />
        <Button type="submit" isPending={isPending}>
          Make a link
        </Button>
      </div>
      {url && (
        <CopyField label="Link to the file" value={url} note="Whoever has it reads the file. It is shown only now." />
      )}
      {links.length > 0 && (
        <ul className="list-none">
          {links.map(({ id, file: name, expiresAt, by }) => (
            <li key={id} className="flex flex-wrap items-center justify-between gap-3 border-b border-rule py-2">
              <div>
                <strong>{name}</strong>
                <Note>
                  Made by {by}, works until {moment(expiresAt)}
                </Note>
              </div>
              <ConfirmButton
                label="Revoke…"
                look="link"
                title={`Revoke this link to ${name}?`}
                confirmLabel="Revoke the link"
                onConfirm={() => revoke({ studyId, linkId: id })}
              >
                <p>Spreadsheets that read it get nothing from now on.</p>
              </ConfirmButton>
            </li>
          ))}
        </ul>
      )}
    </form>
  )
}
