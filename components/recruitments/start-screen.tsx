'use client'

import { useState } from 'react'
import type { FormWords } from '@/components/people/form-words'
import { Button } from '@/components/ui/button'
import { FormTrouble } from '@/components/ui/form-trouble'
import { Note, Standfirst } from '@/components/ui/text'
import { useSubmit } from '@/components/ui/use-submit'
import type { Answer } from '@/lib/server/action'

type Props = {
  token: string
  title: string
  text: string
  /** What is kept of them, and that they need no account. */
  kept: string
  signedInAs: string | null
  /** What is to be agreed to, rendered on the server; empty where there is nothing. */
  consentHtml: string
  agreesTo: string | null
  beginLabel: string
  words: FormWords
  acts: {
    begin: (input: { token: string; agreesTo: string | null }) => Promise<Answer<{ studyId: string } | null>>
    decline: (input: { token: string }) => Promise<Answer<void>>
  }
}

/** What people from a crowd platform read first: the terms, where there are any, and a way to begin. */
export function StartScreen({ token, title, text, kept, signedInAs, consentHtml, agreesTo, ...props }: Props) {
  const { beginLabel, words, acts } = props
  const { submit, trouble, isPending } = useSubmit(words.noAnswer)
  // Until the next page is there, nothing is pressed twice.
  const [isLeaving, setLeaving] = useState(false)
  const goTo = (address: string) => {
    setLeaving(true)
    window.location.assign(address)
  }
  const here = `/r/${token}`
  const start = () =>
    submit(
      () => acts.begin({ token, agreesTo }),
      (begun) => goTo(begun ? `/annotate/${begun.studyId}` : here),
    )
  const refuse = () =>
    submit(
      () => acts.decline({ token }),
      () => goTo(here),
    )
  const hasTerms = consentHtml !== ''
  return (
    <div className="grid max-w-(--measure) gap-6">
      <div className="grid gap-3">
        <h1 dir="auto">{title}</h1>
        <Standfirst>{text}</Standfirst>
      </div>
      {hasTerms && (
        <section className="grid gap-[1.1rem]" aria-labelledby="terms">
          <h2 id="terms">{words.consent}</h2>
          {/* biome-ignore lint/security/noDangerouslySetInnerHtml: rendered and sanitized on the server by renderMarkdown */}
          <div className="md" dir="auto" dangerouslySetInnerHTML={{ __html: consentHtml }} />
        </section>
      )}
      <FormTrouble trouble={trouble} />
      <div className="flex flex-wrap items-center gap-[0.6rem]">
        <Button look="primary" isPending={isPending || isLeaving} onPress={start}>
          {hasTerms ? words.agree : beginLabel}
        </Button>
        {hasTerms && (
          <Button isDisabled={isPending || isLeaving} onPress={refuse}>
            {words.disagree}
          </Button>
        )}
      </div>
      <Note>
        {kept} {signedInAs}
      </Note>
    </div>
  )
}
