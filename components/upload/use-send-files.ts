'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { sendFile, type Trouble } from './send-file'

/** How much of a file has been sent, and which one of how many it is. */
export type Sending = { sent: number; of: number; place: number; files: number }

/** Where files wait to be decided on. */
type Room = { address: string; id: 'uploadId' | 'importId'; review: string }

/** By what files are taken for. */
export const ROOMS = {
  TEXTS: { address: '/api/uploads', id: 'uploadId', review: '/uploads' },
  JUDGMENTS: { address: '/api/imports', id: 'importId', review: '/studies/import' },
  PAIRS: { address: '/api/imports', id: 'importId', review: '/prompt-sets/pairs' },
} as const satisfies Record<string, Room>

/**
 * Sends files one after the other to where they wait together, says how far it is, and goes to their review. Where one is
 * refused, nothing stays of those before it, but for what waited there before. Sending goes on when the page is left for
 * another one of this site; the review then waits on the start page.
 * @param discard throws away what was sent, by its id
 */
export function useSendFiles(room: Room, discard: (id: string) => Promise<unknown>) {
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

  const send = async (files: readonly File[], query: Record<string, string>, addTo: string | null = null) => {
    let id = addTo
    setTrouble(null)
    for (const [place, file] of files.entries()) {
      const tell = (sent: number) => isHere.current && setSending({ sent, of: file.size, place, files: files.length })
      tell(0)
      const about = new URLSearchParams({ ...query, filename: file.name, ...(id !== null && { [room.id]: id }) })
      const sent = await sendFile<Partial<Record<Room['id'], string>>>(file, `${room.address}?${about}`, {
        request,
        tell,
      })
      if ('answer' in sent) id = sent.answer[room.id] ?? null
      else {
        if (id !== null && id !== addTo) await discard(id).catch(() => undefined)
        if (!isHere.current) return
        setSending(null)
        return setTrouble(sent.trouble && { ...sent.trouble, message: refusal(sent.trouble, files, place, addTo) })
      }
    }
    if (isHere.current && id !== null) router.push(`${room.review}/${id}`)
  }

  return { send, cancel: () => request.current?.abort(), sending, trouble, setTrouble }
}

function refusal({ message }: Trouble, files: readonly File[], place: number, addTo: string | null): string {
  if (files.length === 1) return message
  const before =
    place === 0 ? '' : addTo === null ? ' Nothing stays of the files before it.' : ' The files before it were added.'
  return `${files[place]?.name}: ${message}${before}`
}
