'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Prose } from '@/components/ui/text'
import type { FormWords } from './form-words'

type Props = {
  /** What is to be agreed to, rendered on the server; empty where there is nothing. */
  html: string
  words: FormWords
  children: React.ReactNode
}

/** Asks for consent before anything about somebody is asked for or kept; a no ends here, with nothing sent. */
export function ConsentFirst({ html, words, children }: Props) {
  const [answer, setAnswer] = useState<'none' | 'yes' | 'no'>(html === '' ? 'yes' : 'none')
  if (answer === 'yes') return children
  if (answer === 'no')
    return (
      <div className="grid gap-[1.1rem]" role="status">
        <Prose>{words.declined}</Prose>
        <div className="flex flex-wrap items-center gap-[0.6rem]">
          <Button onPress={() => setAnswer('none')}>{words.readAgain}</Button>
        </div>
      </div>
    )
  return (
    <section className="grid gap-[1.1rem]" aria-labelledby="consent">
      <h2 id="consent">{words.consent}</h2>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: rendered and sanitized on the server by renderMarkdown */}
      <div className="md" dir="auto" dangerouslySetInnerHTML={{ __html: html }} />
      <div className="flex flex-wrap items-center gap-[0.6rem]">
        <Button look="primary" onPress={() => setAnswer('yes')}>
          {words.agree}
        </Button>
        <Button onPress={() => setAnswer('no')}>{words.disagree}</Button>
      </div>
    </section>
  )
}
