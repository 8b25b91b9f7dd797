'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Note } from '@/components/ui/text'
import { MAX_UPLOAD_BYTES } from '@/lib/uploads/limits'
import { size } from '../bytes'
import { FileZone } from '../file-zone'
import { TellColumns } from '../mapping/tell-columns'
import { Progress } from '../upload-form'
import { ROOMS, useSendFiles } from '../use-send-files'

type Holds = 'JUDGMENTS' | 'PAIRS'

type Props = {
  /** The import that they are added to; a new one when null. */
  addTo: string | null
  holds?: Holds
  discard: (input: { importId: string }) => Promise<unknown>
}

/** Picks the files of a finished study, or of pairs, and sends them to be checked; nothing is made of them yet. */
export function JudgmentFiles({ addTo, holds = 'JUDGMENTS', discard }: Props) {
  const { send, cancel, sending, trouble, setTrouble } = useSendFiles(ROOMS[holds], (importId) => discard({ importId }))
  const [files, setFiles] = useState<readonly File[]>([])
  const submit = (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const wrong = missing(files, holds)
    if (wrong) setTrouble({ message: wrong })
    else void send(files, { holds }, addTo)
  }
  return (
    <form className="mt-9 grid max-w-[44rem] gap-[1.1rem]" method="post" onSubmit={submit}>
      <FileZone
        files={files}
        onFiles={(chosen) => {
          setFiles(chosen)
          setTrouble(null)
        }}
        onRefused={(message) => setTrouble({ message })}
        isDisabled={sending !== null}
        errors={trouble ? [trouble.message] : undefined}
      />
      {trouble?.code === 'file_unreadable' && <TellColumns file={files[0]} />}
      {sending ? (
        <Progress sending={sending} cancel={cancel} whenLeft="Stay on this page until all have arrived." />
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

function missing(files: readonly File[], holds: Holds): string | null {
  if (files.length === 0) return `Choose the files with the ${holds === 'PAIRS' ? 'pairs' : 'judgments'}.`
  const large = files.find((file) => file.size > MAX_UPLOAD_BYTES)
  return large
    ? `${large.name} has ${size(large.size)}; 100 MB are allowed here. Use npm run import -- ${holds === 'PAIRS' ? 'pairs' : 'study'} for it.`
    : null
}
