'use client'

import { Button } from '@/components/ui/button'
import type { Answer } from '@/lib/server/action'
import { FormTrouble } from './form-trouble'
import { useSubmit } from './use-submit'

type Props = {
  token: string
  join: (input: { token: string }) => Promise<Answer<{ studyId: string | null }>>
}

/** Joins as whoever is signed in. */
export function JoinButton({ token, join }: Props) {
  const { submit, trouble, isPending } = useSubmit()
  const press = () =>
    submit(
      () => join({ token }),
      ({ studyId }) => window.location.assign(studyId ? `/annotate/${studyId}` : '/'),
    )
  return (
    <>
      <FormTrouble trouble={trouble} />
      <Button look="primary" onPress={press} isPending={isPending}>
        Join
      </Button>
    </>
  )
}
