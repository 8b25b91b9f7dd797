'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import type { Problem } from '@/lib/errors'

export type Sending = { sent: number; of: number }
type Trouble = Pick<Problem, 'message' | 'fields'> & { code?: Problem['code'] }

const BROKEN: Trouble = { message: 'The connection broke before the file had arrived. Nothing was stored; try again.' }

/**
 * Sends a file as it is, says how far it is, and goes to its review. Sending goes on when the page is left for another
 * one of this site; the review then waits on the start page.
 */
export function useUpload(discard: (input: { uploadId: string }) => Promise<unknown>) {
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

  /** Sends one file after the other into one upload; where one is refused, what was sent before is thrown away. */
  const send = (files: readonly File[], query: Record<string, string>) => {
    setTrouble(null)
    const of = files.reduce((sum, { size }) => sum + size, 0)
    let uploadId: string | null = null
    let before = 0
    const sendNext = ([file, ...others]: readonly File[]) => {
      if (!file) return finish(uploadId === null ? null : { uploadId })
      setSendingHere({ sent: before, of })
      request.current = post(
        file,
        { ...query, ...(uploadId && { uploadId }) },
        {
          onSent: (sent) => setSendingHere({ sent: before + sent, of }),
          onAnswer: (answer) => {
            if (answer && 'uploadId' in answer) {
              uploadId = answer.uploadId
              before += file.size
              return sendNext(others)
            }
            if (uploadId) void discard({ uploadId })
            const name = files.length > 1 && answer ? `${file.name}: ` : ''
            finish(answer && { ...answer, message: name + answer.message })
          },
        },
      )
    }
    sendNext(files)
  }
  const setSendingHere = (progress: Sending) => isHere.current && setSending(progress)

  return { send, cancel: () => request.current?.abort(), sending, trouble, setTrouble }
}

type Heard = { onSent: (bytes: number) => void; onAnswer: (answer: { uploadId: string } | Trouble | null) => void }

/** Sends a file as it is. fetch cannot say how much of a body has been sent. */
function post(file: File, query: Record<string, string>, { onSent, onAnswer }: Heard): XMLHttpRequest {
  const xhr = new XMLHttpRequest()
  xhr.upload.onprogress = ({ loaded }) => onSent(Math.min(loaded, file.size))
  xhr.onload = () => onAnswer(readAnswer(xhr))
  xhr.onerror = () => onAnswer(BROKEN)
  xhr.onabort = () => onAnswer(null)
  xhr.open('POST', `/api/uploads?${new URLSearchParams({ ...query, filename: file.name })}`)
  xhr.setRequestHeader('content-type', 'application/octet-stream')
  xhr.send(file)
  return xhr
}

function readAnswer(xhr: XMLHttpRequest): { uploadId: string } | Trouble {
  try {
    const answer: unknown = JSON.parse(xhr.responseText)
    return answer as { uploadId: string } | Problem
  } catch {
    return { message: `The server could not take the file (${xhr.status}). Nothing was stored; try again in a moment.` }
  }
}
