'use client'

import { DropZone, FileTrigger, isFileDropItem } from 'react-aria-components'
import { Button } from '@/components/ui/button'
import { fieldError } from '@/components/ui/field-look'
import { size } from './bytes'
import { drop } from './drop-look'

type Props = {
  files: readonly File[]
  onFiles: (files: File[]) => void
  onRefused: (message: string) => void
  isDisabled: boolean
  errors?: string[] | undefined
}

/** Takes files that are dropped, pasted or picked. */
export function FileZone({ files, onFiles, onRefused, isDisabled, errors }: Props) {
  return (
    <div>
      <DropZone
        className={drop({ is: 'zone' })}
        isDisabled={isDisabled}
        aria-label="Files"
        getDropOperation={() => 'copy'}
        onDrop={async ({ items }) => {
          const dropped = items.filter(isFileDropItem)
          if (dropped.length > 0) onFiles(await Promise.all(dropped.map((item) => item.getFile())))
          else onRefused('That was not a file. Drop a file, or choose one.')
        }}
      >
        {files.length > 0 ? (
          <ul className="max-h-40 list-none overflow-y-auto">
            {files.map(({ name, size: bytes }, place) => (
              // Of two folders, two files may have one name.
              // biome-ignore lint/suspicious/noArrayIndexKey: the list is replaced as a whole
              <li key={place}>
                <p className="font-mono text-sm wrap-anywhere">{name}</p>
                <p className="text-sm text-ink-2">{size(bytes)}</p>
              </li>
            ))}
          </ul>
        ) : (
          <div>
            <p className="font-serif text-read/[1.45]">Drop files here</p>
            <p className="text-sm text-ink-2">JSON Lines, JSON, CSV, Parquet or Excel, also zipped, up to 100 MB</p>
          </div>
        )}
        <FileTrigger allowsMultiple onSelect={(list) => list && list.length > 0 && onFiles([...list])}>
          <Button isDisabled={isDisabled}>{files.length > 0 ? 'Other files' : 'Choose files'}</Button>
        </FileTrigger>
      </DropZone>
      {errors && <span className={fieldError()}>{errors.join(' ')}</span>}
    </div>
  )
}
