'use client'

import { Button } from '@/components/ui/button'
import { FormTrouble } from '@/components/ui/form-trouble'
import { useSubmit } from '@/components/ui/use-submit'
import type { Answer } from '@/lib/server/action'

type Props = {
  token: string
  label: string
  noAnswer: string
  leave: (input: { token: string }) => Promise<Answer<void>>
}

/** For whoever has no computer: their part ends here. */
export function NoComputer({ token, label, noAnswer, leave }: Props) {
  const { submit, trouble, isPending } = useSubmit(noAnswer)
  const go = () =>
    submit(
      () => leave({ token }),
      () => window.location.assign(`/r/${token}`),
    )
  return (
    <>
      <FormTrouble trouble={trouble} />
      <div>
        <Button isPending={isPending} onPress={go}>
          {label}
        </Button>
      </div>
    </>
  )
}
