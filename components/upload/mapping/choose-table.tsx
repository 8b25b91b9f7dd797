'use client'

import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { Note } from '@/components/ui/text'
import { MAX_UPLOAD_BYTES } from '@/lib/uploads/limits'
import { size } from '../bytes'
import { FileZone } from '../file-zone'
import type { useSendFile } from './use-table'

type Props = {
  looking: ReturnType<typeof useSendFile>
  file: File | null
  onFile: (file: File) => void
}

/** Picks the table, and says how far the look at it is. */
export function ChooseTable({ looking, file, onFile }: Props) {
  const { sending, trouble, setTrouble, cancel } = looking
  const take = (chosen: File) => {
    if (chosen.size > MAX_UPLOAD_BYTES)
      setTrouble({ message: `The file has ${size(chosen.size)}; 100 MB are allowed here. Use npm run import for it.` })
    else onFile(chosen)
  }
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] max-w-[44rem] gap-3">
      <FileZone
        files={file ? [file] : []}
        onFiles={([chosen]) => chosen && take(chosen)}
        onRefused={(message) => setTrouble({ message })}
        isDisabled={sending !== null}
      />
      {trouble && <Notice kind="critical">{trouble.message}</Notice>}
      {sending && (
        <div className="flex flex-wrap items-center gap-3">
          <Note as="span" role="status">
            {sending.sent >= sending.of
              ? 'Looking at every record…'
              : `${size(sending.sent)} of ${size(sending.of)} sent.`}
          </Note>
          <Button look="link" onPress={cancel}>
            Cancel
          </Button>
        </div>
      )}
    </div>
  )
}
