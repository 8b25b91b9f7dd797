'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { moment } from '@/components/ui/dates'
import { Notice } from '@/components/ui/notice'
import { Prose } from '@/components/ui/text'
import { Meter } from '../../ui/meter'

type Opening = { written: number; total: number }

const EVERY_MS = 1000

/** How many items and slots the opening of a study has written, asked for each second while it is shown. */
export function OpeningProgress({ studyId, initial = null }: { studyId: string; initial?: Opening | null }) {
  const opening = useOpening(studyId, initial)
  return (
    <p className="mt-3" role="status">
      {opening && opening.total > 0 ? (
        <>
          Writing items and slots: <Meter done={Math.min(opening.written, opening.total)} of={opening.total} />
        </>
      ) : (
        'Planning items and slots.'
      )}
    </p>
  )
}

/** The same on a page that was opened while it runs; the page is fetched anew when it has ended. */
export function OpeningNotice({ studyId, initial }: { studyId: string; initial: Opening }) {
  return (
    <section className="mt-5" aria-label="Opening">
      <Prose>
        The study is being opened. You can leave this page: it goes on by itself, and annotators can begin when all
        slots are written.
      </Prose>
      <OpeningProgress studyId={studyId} initial={initial} />
    </section>
  )
}

/** That the last attempt to open a study came to nothing. */
export function FailedOpening({ why, at }: { why: string; at: Date }) {
  return (
    <Notice kind="caution">
      The study was not opened at {moment(at)}: {why}
    </Notice>
  )
}

function useOpening(studyId: string, initial: Opening | null): Opening | null {
  const router = useRouter()
  const [opening, setOpening] = useState(initial)
  useEffect(() => {
    const abort = new AbortController()
    const ask = async () => {
      const answer = await fetch(`/api/studies/${studyId}/opening`, { signal: abort.signal }).catch(() => null)
      if (answer?.status === 200) setOpening(await answer.json().catch(() => null))
      // Nothing to tell: it has not begun to write yet, or it has ended.
      if (answer?.status === 204 && initial) router.refresh()
    }
    const timer = setInterval(() => void ask(), EVERY_MS)
    return () => {
      clearInterval(timer)
      abort.abort()
    }
  }, [studyId, initial, router])
  return opening
}
