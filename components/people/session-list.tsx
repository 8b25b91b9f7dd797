'use client'

import { useRouter } from 'next/navigation'
import { Button } from '@/components/ui/button'
import { Note, Tag } from '@/components/ui/text'
import type { Answer } from '@/lib/server/action'
import { FormTrouble } from '../ui/form-trouble'
import { useSubmit } from '../ui/use-submit'

/** A session in words. */
type Line = { id: string; name: string; about: string; isHere: boolean }
type Props = {
  sessions: Line[]
  words: { here: string; end: string; endOthers: string; noAnswer: string }
  end: (input: { sessionId: string }) => Promise<Answer<unknown>>
  endOthers: (which: 'others') => Promise<Answer<unknown>>
}

/** Where one is signed in, with a way to end each session but this one, which has its own button. */
export function SessionList({ sessions, words, end, endOthers }: Props) {
  const router = useRouter()
  const { submit, trouble, isPending } = useSubmit(words.noAnswer)
  const run = (act: () => Promise<Answer<unknown>>) => submit(act, () => router.refresh())
  return (
    <div className="grid gap-[1.1rem]">
      <FormTrouble trouble={trouble} />
      <ul className="list-none">
        {sessions.map(({ id, name, about, isHere }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-3 border-b border-rule py-3">
            <div>
              <strong id={`session-${id}`}>{name}</strong>
              {isHere && <Tag className="ms-2">{words.here}</Tag>}
              <Note>{about}</Note>
            </div>
            {!isHere && (
              <Button
                onPress={() => run(() => end({ sessionId: id }))}
                isPending={isPending}
                aria-describedby={`session-${id}`}
              >
                {words.end}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <div className="flex flex-wrap items-center gap-[0.6rem]">
          <Button onPress={() => run(() => endOthers('others'))} isPending={isPending}>
            {words.endOthers}
          </Button>
        </div>
      )}
    </div>
  )
}
