'use client'

import { useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/fields'
import { Note } from '@/components/ui/text'
import type { Answer } from '@/lib/server/action'
import type { NamedPrompt } from '@/lib/studies/selection-counts'
import { useSettled } from './use-settled'

/** Finds prompts of a set by id or words. */
export type FindPrompts = (input: { setId: string; words: string }) => Promise<Answer<NamedPrompt[]>>

type Props = {
  setId: string
  find: FindPrompts
  add: (kind: 'GOLD' | 'PRACTICE', prompt: NamedPrompt) => void
}

type Found = { words: string; prompts: NamedPrompt[] | null }

/** Finds a prompt by its id or by words of it, to make a gold or practice item of. */
export function FindPrompt({ setId, find, add }: Props) {
  const [words, setWords] = useState('')
  const settled = useSettled(words.trim(), 300)
  const [found, setFound] = useState<Found>({ words: '', prompts: [] })
  useEffect(() => {
    if (!settled) return
    let isCurrent = true
    const search = async () => {
      const answer = await find({ setId, words: settled }).catch(() => null)
      if (isCurrent) setFound({ words: settled, prompts: answer?.ok ? answer.value : null })
    }
    void search()
    return () => {
      isCurrent = false
    }
  }, [settled, setId, find])
  const isShown = settled !== '' && found.words === settled
  return (
    <div>
      <TextField name="find-prompt" label="Find a prompt by its id or words" value={words} onChange={setWords} />
      <Note className="mt-[0.35rem]" role="status">
        {isShown && found.prompts === null && 'The search did not answer. Change a letter to try again.'}
        {isShown && found.prompts?.length === 0 && 'No prompt of this set has that id or these words.'}
        {isShown && found.prompts?.length === 20 && 'The first 20; say more to see others.'}
        {settled !== '' && !isShown && 'Searching …'}
      </Note>
      {isShown && (
        <ul className="mt-2 list-none border-t border-rule">
          {found.prompts?.map((prompt) => (
            <li
              key={prompt.id}
              className="grid grid-cols-[minmax(0,1fr)_auto_auto] items-center gap-2 border-b border-rule py-[0.4rem] text-sm"
            >
              <p className="line-clamp-2">
                <strong>{prompt.externalId}</strong> <span className="text-ink-2">{prompt.words}</span>
              </p>
              <Button onPress={() => add('GOLD', prompt)} aria-label={`Add ${prompt.externalId} as gold`}>
                Gold
              </Button>
              <Button onPress={() => add('PRACTICE', prompt)} aria-label={`Add ${prompt.externalId} as practice`}>
                Practice
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
