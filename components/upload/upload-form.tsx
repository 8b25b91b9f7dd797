'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/fields'
import { Notice } from '@/components/ui/notice'
import { Note } from '@/components/ui/text'
import { MAX_UPLOAD_BYTES } from '@/lib/uploads/limits'
import { size } from './bytes'
import { FileZone } from './file-zone'
import { TellColumns } from './mapping/tell-columns'
import { ROOMS, type Sending, useSendFiles } from './use-send-files'

type Props = {
  kind: 'PROMPTS' | 'RESPONSES'
  promptSetId?: string
  /** None when prompts are added to a set that has one. */
  name?: { label: string; description: string }
  /** Throws away what was sent before a file that is refused. */
  discard: (input: { uploadId: string }) => Promise<unknown>
}

/** Picks files and sends them to be checked; nothing is written yet. */
export function UploadForm({ kind, promptSetId, name: nameField, discard }: Props) {
  const { send, cancel, sending, trouble, setTrouble } = useSendFiles(ROOMS.TEXTS, (uploadId) => discard({ uploadId }))
  const [files, setFiles] = useState<File[]>([])
  const submit = (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    // Read from the form, not kept beside it: what was typed before the page came alive counts too.
    const name = String(new FormData(event.currentTarget).get('name') ?? '')
    const fields = missing(files, nameField && kind === 'PROMPTS' ? name : 'given')
    if (fields) return setTrouble({ message: 'Nothing was sent yet.', fields })
    void send(files, { kind, name, ...(promptSetId && { promptSetId }) })
  }
  const refuse = (message: string) => setTrouble({ message, fields: { file: [message] } })
  return (
    <form className="mt-9 max-w-[44rem] grid gap-[1.1rem]" method="post" onSubmit={submit}>
      {nameField && (
        <div className="max-w-[28rem]">
          <TextField {...nameField} name="name" maxLength={120} errors={trouble?.fields?.name} />
        </div>
      )}
      <FileZone
        files={files}
        onFiles={(chosen) => {
          setFiles(chosen)
          setTrouble(null)
        }}
        onRefused={refuse}
        isDisabled={sending !== null}
        errors={trouble?.fields?.file}
      />
      {trouble && !trouble.fields && <Notice kind="critical">{trouble.message}</Notice>}
      {trouble?.code === 'file_unreadable' && <TellColumns file={files[0]} />}
      {trouble?.fields?.promptSetId && <Notice kind="critical">{trouble.fields.promptSetId.join(' ')}</Notice>}
      {sending ? (
        <Progress sending={sending} cancel={cancel} />
      ) : (
        <div className="flex flex-wrap items-center gap-[0.6rem]">
          <Button look="primary" type="submit">
            {files.length > 1 ? 'Check the files' : 'Check the file'}
          </Button>
          <Note as="span">You see what was found before anything is written.</Note>
        </div>
      )}
    </form>
  )
}

function missing(files: readonly File[], name: string): Record<string, string[]> | null {
  const fields: Record<string, string[]> = {}
  if (name.trim() === '') fields.name = ['Give a name.']
  const tooLarge = files.find((file) => file.size > MAX_UPLOAD_BYTES)
  if (files.length === 0) fields.file = ['Choose a file.']
  else if (tooLarge)
    fields.file = [`${tooLarge.name} has ${size(tooLarge.size)}; 100 MB are allowed here. Use npm run import for it.`]
  return Object.keys(fields).length > 0 ? fields : null
}

type ProgressProps = {
  sending: Sending
  cancel: () => void
  /** What becomes of it when the page is left. */
  whenLeft?: string
}

const GOES_ON = 'You can go on elsewhere on this site; the result waits on the start page.'

/** How much of a file has been sent. */
export function Progress({ sending: { sent, of, place, files }, cancel, whenLeft = GOES_ON }: ProgressProps) {
  const isSent = of > 0 && sent >= of
  return (
    <div>
      <progress
        className="block h-1.5 w-full appearance-none border-0 bg-wash shadow-[inset_0_0_0_1px_var(--color-rule)] [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-transparent [&::-webkit-progress-value]:bg-accent"
        aria-label="Sent"
        max={Math.max(1, of)}
        value={isSent ? undefined : sent}
      />
      <div className="flex flex-wrap items-center gap-[0.6rem] mt-2">
        <Note as="span" role="status">
          {files > 1 && `File ${place + 1} of ${files}. `}
          {isSent ? 'Sent. Checking every record…' : `${size(sent)} of ${size(of)} sent.`} {whenLeft}
        </Note>
        <Button look="link" onPress={cancel}>
          Cancel
        </Button>
      </div>
    </div>
  )
}
