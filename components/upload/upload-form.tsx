'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/fields'
import { Notice } from '@/components/ui/notice'
import { MAX_UPLOAD_BYTES } from '@/lib/uploads/limits'
import { size } from './bytes'
import { FileZone } from './file-zone'
import { type Sending, useUpload } from './use-upload'

type Props = {
  kind: 'PROMPTS' | 'RESPONSES'
  promptSetId?: string
  /** None when prompts are added to a set that has one. */
  name?: { label: string; description: string }
}

/** Picks a file and sends it to be checked; nothing is written yet. */
export function UploadForm({ kind, promptSetId, name: nameField }: Props) {
  const { send, cancel, sending, trouble, setTrouble } = useUpload()
  const [file, setFile] = useState<File | null>(null)
  const submit = (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    // Read from the form, not kept beside it: what was typed before the page came alive counts too.
    const name = String(new FormData(event.currentTarget).get('name') ?? '')
    const fields = missing(file, nameField ? name : 'given')
    if (fields || !file) return setTrouble({ message: 'Nothing was sent yet.', fields: fields ?? {} })
    send(file, { kind, name, ...(promptSetId && { promptSetId }) })
  }
  const refuse = (message: string) => setTrouble({ message, fields: { file: [message] } })
  return (
    <form className="upload-form stack" method="post" onSubmit={submit}>
      {nameField && <TextField {...nameField} name="name" maxLength={120} errors={trouble?.fields?.name} />}
      <FileZone
        file={file}
        onFile={(chosen) => {
          setFile(chosen)
          setTrouble(null)
        }}
        onRefused={refuse}
        isDisabled={sending !== null}
        errors={trouble?.fields?.file}
      />
      {trouble && !trouble.fields && <Notice kind="critical">{trouble.message}</Notice>}
      {trouble?.fields?.promptSetId && <Notice kind="critical">{trouble.fields.promptSetId.join(' ')}</Notice>}
      {sending ? (
        <Progress sending={sending} cancel={cancel} />
      ) : (
        <div className="row">
          <Button look="primary" type="submit">
            Check the file
          </Button>
          <span className="note">You see what was found before anything is written.</span>
        </div>
      )}
    </form>
  )
}

function missing(file: File | null, name: string): Record<string, string[]> | null {
  const fields: Record<string, string[]> = {}
  if (name.trim() === '') fields.name = ['Give a name.']
  if (!file) fields.file = ['Choose a file.']
  else if (file.size > MAX_UPLOAD_BYTES)
    fields.file = [`The file has ${size(file.size)}; 100 MB are allowed here. Use npm run import for it.`]
  return Object.keys(fields).length > 0 ? fields : null
}

function Progress({ sending: { sent, of }, cancel }: { sending: Sending; cancel: () => void }) {
  const isSent = of > 0 && sent >= of
  return (
    <div>
      <progress className="upload-progress" aria-label="Sent" max={Math.max(1, of)} value={isSent ? undefined : sent} />
      <div className="row mt-2">
        <span className="note" role="status">
          {isSent ? 'Sent. Checking every record…' : `${size(sent)} of ${size(of)} sent.`} You can go on elsewhere on
          this site; the result waits on the start page.
        </span>
        <Button look="link" onPress={cancel}>
          Cancel
        </Button>
      </div>
    </div>
  )
}
