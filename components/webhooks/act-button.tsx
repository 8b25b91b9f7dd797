'use client'

import { useRouter } from 'next/navigation'
import { Button } from '@/components/ui/button'
import { useSubmit } from '@/components/ui/use-submit'
import type { Answer } from '@/lib/server/action'

type Props = { label: string; look?: 'normal' | 'link'; act: () => Promise<Answer<unknown>> }

/** Does something at once, and says why where it could not. */
export function ActButton({ label, look = 'normal', act }: Props) {
  const router = useRouter()
  const { submit, trouble, isPending } = useSubmit()
  return (
    <span className="inline-flex flex-wrap items-center gap-x-3">
      <Button look={look} isPending={isPending} onPress={() => submit(act, () => router.refresh())}>
        {label}
      </Button>
      {trouble && (
        <span role="alert" className="text-sm text-critical">
          {trouble.message}
        </span>
      )}
    </span>
  )
}
