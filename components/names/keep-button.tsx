'use client'

import { useRouter } from 'next/navigation'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { useSubmit } from '@/components/ui/use-submit'
import type { KeepInput } from '@/lib/names/schema'
import type { Answer } from '@/lib/server/action'

export type Keep = (input: KeepInput & { studyId: string }) => Promise<Answer<unknown>>

/** Decides that a name in a text is meant to stand there. `label` names it for those who hear the page. */
export function KeepButton({
  studyId,
  place,
  word,
  label,
  keep,
}: KeepInput & { studyId: string; label: string; keep: Keep }) {
  const router = useRouter()
  const { submit, trouble, isPending } = useSubmit()
  return (
    <>
      <Button
        isPending={isPending}
        onClick={() =>
          submit(
            () => keep({ studyId, place, word }),
            () => router.refresh(),
          )
        }
      >
        Keep<span className="sr-only"> {label}</span>
      </Button>
      {trouble && <Notice kind="critical">{trouble.message}</Notice>}
    </>
  )
}
