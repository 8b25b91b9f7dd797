'use client'

import { useId, useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import { fieldLabel } from '@/components/ui/field-look'
import { Note } from '@/components/ui/text'

type Props = { label: string; value: string; note: string }

/** Something shown once, to be copied. Where the browser keeps the clipboard from pages, the text is selected instead. */
export function CopyField({ label, value, note }: Props) {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [said, setSaid] = useState('')
  const copy = async () => {
    input.current?.select()
    try {
      await navigator.clipboard.writeText(value)
      setSaid('Copied.')
    } catch {
      setSaid('Selected: copy it with Ctrl-C or ⌘-C.')
    }
  }
  return (
    <div className="grid max-w-2xl gap-1">
      <label className={fieldLabel()} htmlFor={id}>
        {label}
      </label>
      <span className="flex gap-2">
        <input
          id={id}
          ref={input}
          className="font-mono"
          readOnly
          value={value}
          onFocus={(event) => event.target.select()}
        />
        <Button onPress={copy}>Copy</Button>
      </span>
      <Note>
        {note} <span role="status">{said}</span>
      </Note>
    </div>
  )
}
