'use client'

import { Button } from '@/components/ui/button'
import type { Answer } from '@/lib/server/action'
import { FormTrouble } from './form-trouble'
import type { FormWords } from './form-words'
import { useSubmit } from './use-submit'

type Props = {
  token: string
  words: FormWords
  join: (input: { token: string }) => Promise<Answer<{ studyId: string | null }>>
}

/** Joins as whoever is signed in. */
export function JoinButton({ token, words, join }: Props) {
  const { submit, trouble, isPending } = useSubmit(words.noAnswer)
  const press = () =>
    submit(
      () => join({ token }),
      ({ studyId }) => window.location.assign(studyId ? `/annotate/${studyId}` : '/'),
    )
  return (
    <>
      <FormTrouble trouble={trouble} />
      <Button look="primary" onPress={press} isPending={isPending}>
        {words.join}
      </Button>
    </>
  )
}
