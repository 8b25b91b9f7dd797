'use client'

import { useState, useTransition } from 'react'
import { FileTrigger } from 'react-aria-components'
import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { Note } from '@/components/ui/text'
import { MAX_DESIGN_BYTES } from '@/lib/designs/design-limits'
import type { StudyInput } from '@/lib/designs/schema'
import type { Problem } from '@/lib/errors'
import type { NamedPrompt } from '@/lib/studies/selection-counts'

type Read = { design: StudyInput; named: NamedPrompt[] }
type Trouble = Pick<Problem, 'message' | 'fields'>
type Outcome = { file: string; trouble: Trouble | null }

const TOO_LARGE: Trouble = { message: 'A design file has at most 1 MB. This one is larger.' }
const NO_ANSWER: Trouble = { message: 'The server did not answer. Try again in a moment.' }

/** Fills in the form of a new study from a design file, or says what is wrong with the file and where. */
export function ImportDesign({ onDesign }: { onDesign: (read: Read) => void }) {
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const [isPending, startTransition] = useTransition()
  const read = (file: File) =>
    startTransition(async () => {
      const answer = file.size > MAX_DESIGN_BYTES ? TOO_LARGE : await send(file).catch(() => NO_ANSWER)
      const isRead = 'design' in answer
      setOutcome({ file: file.name, trouble: isRead ? null : answer })
      if (isRead) onDesign(answer)
    })
  return (
    <div className="mt-6 grid gap-4">
      <div className="flex flex-wrap items-center gap-[0.6rem]">
        <FileTrigger acceptedFileTypes={['.json', 'application/json']} onSelect={(list) => list?.[0] && read(list[0])}>
          <Button isPending={isPending}>{isPending ? 'Reading …' : 'Fill in from a design file…'}</Button>
        </FileTrigger>
        <Note as="span">JSON, as a study’s Design page gives it.</Note>
      </div>
      {outcome && <Said {...outcome} />}
    </div>
  )
}

function Said({ file, trouble }: Outcome) {
  if (!trouble)
    return <Notice kind="ok">The form holds the design of {file}. Nothing is saved before you make the draft.</Notice>
  const places = Object.entries(trouble.fields ?? {})
  return (
    <Notice kind="critical">
      <p>
        {file} was not taken over. {trouble.message}
      </p>
      {places.length > 0 && (
        <ul className="mt-2 list-none">
          {places.map(([place, messages]) => (
            <li key={place}>
              <code>{place}</code>: {messages.join(' ')}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  )
}

async function send(file: File): Promise<Read | Trouble> {
  const answer = await fetch('/api/designs', { method: 'POST', body: file })
  return (await answer.json()) as Read | Trouble
}
