'use client'

import { Button } from '@/components/ui/button'
import type { Answer } from '@/lib/server/action'
import { FormTrouble } from '../ui/form-trouble'
import { useSubmit } from '../ui/use-submit'
import type { FormWords } from './form-words'

type Props = {
  token: string
  agreesTo: string | null
  words: FormWords
  join: (input: { token: string; agreesTo: string | null }) => Promise<Answer<{ studyId: string | null }>>
}

/** Joins as whoever is signed in. */
export function JoinButton({ token, agreesTo, words, join }: Props) {
  const { submit, trouble, isPending } = useSubmit(words.noAnswer)
  const press = () =>
    submit(
      () => join({ token, agreesTo }),
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
