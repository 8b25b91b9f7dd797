'use client'

import { useEffect, useRef } from 'react'
import { Notice } from '@/components/ui/notice'
import type { Trouble } from './use-submit'

/** What is wrong and can be typed into: the frame of a number with its steppers is marked as well, and takes no focus. */
export const INVALID_FIELD = ':is(input, select, textarea)[aria-invalid="true"]'

/** Says above a form's fields why it was refused, and puts the focus where it can be mended. */
export function FormTrouble({ trouble }: { trouble: Trouble | null }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!trouble) return
    const field = box.current?.closest('form')?.querySelector<HTMLElement>(INVALID_FIELD)
    const target = field ?? box.current
    target?.focus()
  }, [trouble])
  return (
    <div ref={box} tabIndex={-1} className={trouble ? '' : 'hidden'} data-form-errors>
      {trouble && <Notice kind="critical">{trouble.message}</Notice>}
    </div>
  )
}
