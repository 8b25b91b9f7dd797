'use client'

import { useEffect, useRef, useState } from 'react'
import type { Problem } from '@/lib/errors'
import type { LookedTable } from '@/lib/uploads/mapping/look-at-file'
import type { Sending } from '../use-upload'

type Trouble = Pick<Problem, 'message' | 'fields'>

const BROKEN: Trouble = { message: 'The connection broke before the file had arrived. Nothing was stored; try again.' }

/** Sends a file somewhere, says how far it is, and answers with what came back, or with null and why. */
export function useSendFile() {
  const [sending, setSending] = useState<Sending | null>(null)
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

  const send = <T>(file: File, address: string) => {
    setTrouble(null)
    setSending({ sent: 0, of: file.size })
    return new Promise<T | null>((resolve) => {
      const finish = (value: T | null, why: Trouble | null) => {
        if (!isHere.current) return
        setSending(null)
        setTrouble(why)
        resolve(value)
      }
      // fetch cannot say how much of a body has been sent.
      const xhr = new XMLHttpRequest()
      request.current = xhr
      xhr.upload.onprogress = ({ loaded }) => isHere.current && setSending({ sent: loaded, of: file.size })
      xhr.onload = () => {
        const answer = parse(xhr)
        if (xhr.status < 300) finish(answer as T, null)
        else
          finish(null, (answer as Trouble | null) ?? { message: `The server could not take the file (${xhr.status}).` })
      }
      xhr.onerror = () => finish(null, BROKEN)
      xhr.onabort = () => finish(null, null)
      xhr.open('POST', address)
      xhr.setRequestHeader('content-type', 'application/octet-stream')
      xhr.send(file)
    })
  }

  return { send, cancel: () => request.current?.abort(), sending, trouble, setTrouble }
}

function parse({ responseText }: XMLHttpRequest): unknown {
  try {
    return JSON.parse(responseText)
  } catch {
    return null
  }
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
