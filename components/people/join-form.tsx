'use client'

import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/fields'
import type { Answer } from '@/lib/server/action'
import { FormTrouble } from '../ui/form-trouble'
import { useSubmit } from '../ui/use-submit'
import type { FormWords } from './form-words'
import { attemptSignIn } from './sign-in-form'

type NewPerson = { token: string; agreesTo: string | null; name: string; email: string; password: string }
type Props = {
  token: string
  /** The consent text that was agreed to, by its hash. */
  agreesTo: string | null
  /** What is known of whom the link is for; empty where nothing is. */
  person: { name: string; email: string }
  words: FormWords
  accept: (person: NewPerson) => Promise<Answer<{ studyId: string | null }>>
}

/** Makes an account by a link, signs in and goes where the link leads. */
export function JoinForm({ token, agreesTo, person: known, words, accept }: Props) {
  const { submit, trouble, isPending } = useSubmit(words.noAnswer)
  const join = (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const data = new FormData(event.currentTarget)
    const text = (name: string) => String(data.get(name))
    const person = { token, agreesTo, name: text('name'), email: text('email'), password: text('password') }
    submit(
      () => accept(person),
      async ({ studyId }) => {
        const next = studyId ? `/annotate/${studyId}` : '/'
        const refusal = await attemptSignIn(person.email, person.password)
        // There is an account with another password: its holder signs in with that one, and joins.
        window.location.assign(refusal === null ? next : `/sign-in?next=${encodeURIComponent(`/join/${token}`)}`)
      },
    )
  }
  const errors = trouble?.fields
  return (
    <form className="grid gap-[1.1rem]" method="post" onSubmit={join}>
      <FormTrouble trouble={trouble} />
      <TextField
        name="name"
        label={words.name}
        defaultValue={known.name}
        autoComplete="name"
        errors={errors?.name}
        isRequired
      />
      <TextField
        name="email"
        type="email"
        label={words.email}
        defaultValue={known.email}
        description={words.emailNote}
        autoComplete="username"
        errors={errors?.email}
        isRequired
      />
      <TextField
        name="password"
        type="password"
        label={words.password}
        description={words.passwordNote}
        autoComplete="new-password"
        errors={errors?.password}
        isRequired
      />
      <div className="flex flex-wrap items-center gap-[0.6rem]">
        <Button type="submit" look="primary" isPending={isPending}>
          {words.make}
        </Button>
      </div>
    </form>
  )
}
