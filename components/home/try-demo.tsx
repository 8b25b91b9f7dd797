'use client'

import { Button } from '@/components/ui/button'
import { FormTrouble } from '@/components/ui/form-trouble'
import { useSubmit } from '@/components/ui/use-submit'
import type { Answer } from '@/lib/server/action'

export type JoinDemo = (which: 'demo') => Promise<Answer<{ studyId: string }>>

/** One press to the desk of the demo. */
export function TryDemo({ joinDemo }: { joinDemo: JoinDemo }) {
  const { submit, trouble, isPending } = useSubmit()
  const go = () =>
    submit(
      () => joinDemo('demo'),
      ({ studyId }) => {
        // Not the router's: the desk is no page of its.
        window.location.assign(`/annotate/${studyId}`)
      },
    )
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-rule pt-4 text-sm">
      <Button onPress={go} isPending={isPending}>
        Judge in the demo
      </Button>
      <span className="text-ink-2">See what annotators see. Its systems are invented.</span>
      <FormTrouble trouble={trouble} />
    </div>
  )
}
