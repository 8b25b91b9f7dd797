'use client'

import { useEffect, useRef, useState } from 'react'
import type { LookedTable } from '@/lib/uploads/mapping/look-at-file'
import { sendFile, type Trouble } from '../send-file'
import type { Sending } from '../use-send-files'

/** Sends a file somewhere, says how far it is, and answers with what came back, or with null and why. */
export function useSendFile() {
  const [sending, setSending] = useState<Pick<Sending, 'sent' | 'of'> | null>(null)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const request = useRef<XMLHttpRequest | null>(null)
  const isHere = useRef(true)
  useEffect(() => {
    isHere.current = true
    return () => {
      isHere.current = false
      request.current?.abort()
    }
  }, [])

  const send = async <T>(file: File, address: string): Promise<T | null> => {
    const tell = (sent: number) => isHere.current && setSending({ sent, of: file.size })
    setTrouble(null)
    tell(0)
    const sent = await sendFile<T>(file, address, { request, tell })
    if (!isHere.current) return null
    setSending(null)
    if ('answer' in sent) return sent.answer
    setTrouble(sent.trouble)
    return null
  }

  return { send, cancel: () => request.current?.abort(), sending, trouble, setTrouble }
}

/** What is known of a table in this browser: the file itself, what it holds, and its first records. */
export type Table = { file: File; looked: LookedTable; records: Record<string, unknown>[] }

export function tableOf(file: File, looked: LookedTable): Table {
  return { file, looked, records: looked.shown.map((text) => JSON.parse(text) as Record<string, unknown>) }
}

let held: File | null = null

/** Keeps a file for the next page of this visit: nobody chooses it twice. */
export function holdFile(file: File): void {
  held = file
}

/** The file that the page before had. */
export function takeHeldFile(): File | null {
  const file = held
  held = null
  return file
}
