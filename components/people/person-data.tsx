'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Checkbox } from '@/components/ui/checkbox'
import { ConfirmButton } from '@/components/ui/confirm-button'
import { TextField } from '@/components/ui/fields'
import { Section } from '@/components/ui/section'
import type { Answer } from '@/lib/server/action'

type Erase = (input: { personId: string; withWords: boolean; password?: string }) => Promise<Answer<unknown>>
type Props = {
  person: { id: string; name: string; isErased: boolean }
  isOneself: boolean
  /** Of whoever looks: null where they sign in without a password. */
  email: string | null
  erase: Erase
}

/** What is stored about a person: to have, and to be erased. */
export function PersonData({ person, isOneself, email, erase }: Props) {
  return (
    <Section className="max-w-3xl" aria-labelledby="data">
      <h2 id="data">What is stored about them</h2>
      <p className="max-w-(--measure) mb-4">
        As a file for them to have: account, sign-ins, parts in studies, verdicts as they saw them, what they wrote.{' '}
        <a href={`/api/people/${person.id}/data.json`}>Download as JSON</a>. That you did is written down.
      </p>
      {isOneself ? (
        <p className="text-ink-2">Another admin can erase you: somebody has to be left to be asked.</p>
      ) : (
        !person.isErased && <EraseButton person={person} email={email} erase={erase} />
      )}
    </Section>
  )
}

function EraseButton({ person, email, erase }: Omit<Props, 'isOneself'>) {
  const router = useRouter()
  const [withWords, setWithWords] = useState(false)
  const [password, setPassword] = useState('')
  const run = async () => {
    const answer = await erase({ personId: person.id, withWords, ...(password && { password }) })
    if (answer.ok) router.refresh()
    return answer
  }
  const forget = () => {
    setWithWords(false)
    setPassword('')
  }
  return (
    <ConfirmButton
      label="Erase…"
      title={`Erase ${person.name}?`}
      confirmLabel="Erase for good"
      onConfirm={run}
      onOpen={forget}
    >
      <p>
        Name, e-mail, sign-in, tokens, webhooks, memberships, their ids at crowd platforms and where they came from are
        erased, and cannot be brought back; backups made before hold them until those are deleted. Whoever is still to
        be paid by such an id cannot be paid any more.
      </p>
      <p>Their verdicts stay, under the same codes. The trail keeps what was done, by somebody erased.</p>
      <Checkbox isSelected={withWords} onChange={setWithWords}>
        Also what they wrote beside their verdicts: reasons and notes
      </Checkbox>
      {email !== null && (
        <TextField
          name="password"
          type="password"
          label="Your password"
          description="Not needed within a quarter of an hour of giving it."
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
        />
      )}
    </ConfirmButton>
  )
}
