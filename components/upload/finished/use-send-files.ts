'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import type { Problem } from '@/lib/errors'
import type { Sending } from '../use-upload'

/** Which of the files is on its way, from 0, and how much of it has been sent. */
export type SendingFiles = Sending & { file: File; place: number; files: number }
type Trouble = Pick<Problem, 'message' | 'fields'> & { code?: Problem['code'] | undefined }
/** What files are taken for: judgments of a finished study, or pairs of responses. */
export type Holds = 'JUDGMENTS' | 'PAIRS'

const BROKEN = 'The connection broke before the file had arrived; try again.'

/**
 * Sends files one after the other into one import, says how far it is, and goes to its review. Where one is refused,
 * nothing stays of those before it, but for what an import held before.
 * @param discard throws an import away
 */
export function useSendFiles(holds: Holds, discard: (input: { importId: string }) => Promise<unknown>) {
  const router = useRouter()
  const [sending, setSending] = useState<SendingFiles | null>(null)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const request = useRef<XMLHttpRequest | null>(null)
  const isHere = useRef(true)
  useEffect(() => {
    isHere.current = true
    return () => {
      isHere.current = false
    }
  }, [])

  const send = async (files: readonly File[], addTo: string | null) => {
    let importId = addTo
    setTrouble(null)
    for (const [place, file] of files.entries()) {
      const tell = (sent: number) =>
        isHere.current && setSending({ file, place, files: files.length, sent, of: file.size })
      tell(0)
      const answer = await sendOne(file, { holds, ...(importId !== null && { importId }) }, { request, tell })
      if ('importId' in answer) importId = answer.importId
      else {
        if (importId !== null && importId !== addTo) await discard({ importId }).catch(() => undefined)
        if (!isHere.current) return
        setSending(null)
        const { message, code } = answer
        return setTrouble(message === '' ? null : { code, message: refusal(message, file, place, addTo) })
      }
    }
    if (isHere.current && importId !== null) router.push(`${REVIEWS[holds]}/${importId}`)
  }

  return { send, cancel: () => request.current?.abort(), sending, trouble, setTrouble }
}

const REVIEWS: Record<Holds, string> = { JUDGMENTS: '/studies/import', PAIRS: '/prompt-sets/pairs' }

function refusal(message: string, file: File, place: number, addTo: string | null): string {
  const before =
    place === 0 ? '' : addTo === null ? ' Nothing stays of the files before it.' : ' The files before it were added.'
  return `${file.name}: ${message}${before}`
}

type Watch = { request: { current: XMLHttpRequest | null }; tell: (sent: number) => void }

/** Sends one file. @returns the import it went to; why it did not, which is empty when it was broken off by hand */
function sendOne(file: File, about: Record<string, string>, { request, tell }: Watch) {
  return new Promise<{ importId: string } | Trouble>((resolve) => {
    // fetch cannot say how much of a body has been sent.
    const xhr = new XMLHttpRequest()
    request.current = xhr
    xhr.upload.onprogress = ({ loaded }) => tell(loaded)
    xhr.onload = () => resolve(readAnswer(xhr))
    xhr.onerror = () => resolve({ message: BROKEN })
    xhr.onabort = () => resolve({ message: '' })
    const query = new URLSearchParams({ filename: file.name, ...about })
    xhr.open('POST', `/api/imports?${query}`)
    xhr.setRequestHeader('content-type', 'application/octet-stream')
    xhr.send(file)
  })
}

function readAnswer(xhr: XMLHttpRequest): { importId: string } | Trouble {
  try {
    const answer: unknown = JSON.parse(xhr.responseText)
    return answer as { importId: string } | Problem
  } catch {
    return { message: `The server could not take the file (${xhr.status}); try again in a moment.` }
  }
}
