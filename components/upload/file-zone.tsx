'use client'

import { DropZone, FileTrigger, isFileDropItem } from 'react-aria-components'
import { Button } from '@/components/ui/button'
import { fieldError } from '@/components/ui/field-look'
import { size } from './bytes'
import { drop } from './drop-look'

type Props = {
  file: File | null
  onFile: (file: File) => void
  onRefused: (message: string) => void
  isDisabled: boolean
  errors?: string[] | undefined
}

/** Takes a file that is dropped, pasted or picked. */
export function FileZone({ file, onFile, onRefused, isDisabled, errors }: Props) {
  return (
    <div>
      <DropZone
        className={drop({ is: 'zone' })}
        isDisabled={isDisabled}
        aria-label="File"
        getDropOperation={() => 'copy'}
        onDrop={async ({ items }) => {
          const files = items.filter(isFileDropItem)
          if (files.length > 1) onRefused('Several files were dropped. Upload them one by one.')
          else if (files[0]) onFile(await files[0].getFile())
          else onRefused('That was not a file. Drop a file, or choose one.')
        }}
      >
        {file ? (
          <div>
            <p className="font-mono text-sm wrap-anywhere">{file.name}</p>
            <p className="text-sm text-ink-2">{size(file.size)}</p>
          </div>
        ) : (
          <div>
            <p className="font-serif text-read/[1.45]">Drop a file here</p>
            <p className="text-sm text-ink-2">JSON Lines, JSON, CSV, Parquet or Excel, also zipped, up to 100 MB</p>
          </div>
        )}
        <FileTrigger onSelect={(list) => list?.[0] && onFile(list[0])}>
          <Button isDisabled={isDisabled}>{file ? 'Other file' : 'Choose a file'}</Button>
        </FileTrigger>
      </DropZone>
      {errors && <span className={fieldError()}>{errors.join(' ')}</span>}
    </div>
  )
}
