'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import type { Problem } from '@/lib/errors'

export type Sending = { sent: number; of: number }
type Trouble = Pick<Problem, 'message' | 'fields'>

const BROKEN: Trouble = { message: 'The connection broke before the file had arrived. Nothing was stored; try again.' }

/**
 * Sends a file as it is, says how far it is, and goes to its review. Sending goes on when the page is left for another
 * one of this site; the review then waits on the start page.
 */
export function useUpload() {
  const router = useRouter()
  const [sending, setSending] = useState<Sending | null>(null)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const request = useRef<XMLHttpRequest | null>(null)
  const isHere = useRef(true)
  useEffect(() => {
    isHere.current = true
    return () => {
      isHere.current = false
    }
  }, [])

  const finish = (result: { uploadId: string } | Trouble | null) => {
    request.current = null
    if (!isHere.current) return
    if (result && 'uploadId' in result) return router.push(`/uploads/${result.uploadId}`)
    setSending(null)
    setTrouble(result)
  }

  // fetch cannot say how much of a body has been sent.
  const send = (file: File, query: Record<string, string>) => {
    const xhr = new XMLHttpRequest()
    request.current = xhr
    setTrouble(null)
    setSending({ sent: 0, of: file.size })
    xhr.upload.onprogress = ({ loaded }) => isHere.current && setSending({ sent: loaded, of: file.size })
    xhr.onload = () => finish(readAnswer(xhr))
    xhr.onerror = () => finish(BROKEN)
    xhr.onabort = () => finish(null)
    xhr.open('POST', `/api/uploads?${new URLSearchParams({ ...query, filename: file.name })}`)
    xhr.setRequestHeader('content-type', 'application/octet-stream')
    xhr.send(file)
  }

  return { send, cancel: () => request.current?.abort(), sending, trouble, setTrouble }
}

function readAnswer(xhr: XMLHttpRequest): { uploadId: string } | Trouble {
  try {
    const answer: unknown = JSON.parse(xhr.responseText)
    return answer as { uploadId: string } | Problem
  } catch {
    return { message: `The server could not take the file (${xhr.status}). Nothing was stored; try again in a moment.` }
  }
}
