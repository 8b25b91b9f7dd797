'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { TextField } from '@/components/ui/fields'
import { Notice } from '@/components/ui/notice'
import { Note } from '@/components/ui/text'
import { useSubmit } from '@/components/ui/use-submit'
import type { FoundPrompt } from '@/lib/prompts/find-prompts'
import type { Answer } from '@/lib/server/action'
import type { RowText } from '@/lib/uploads/look-at-row'
import type { ProblemCode } from '@/lib/uploads/problems'

type Row = { uploadId: string; rowId: string }

/** What can be done about a row of an upload. */
export type RowActs = {
  look: (row: Row) => Promise<Answer<RowText[]>>
  choose: (row: Row & { promptId: string }) => Promise<Answer<unknown>>
  acceptEmpty: (row: Row) => Promise<Answer<unknown>>
  search: (input: { setId: string; words: string }) => Promise<Answer<FoundPrompt[]>>
}

type Props = Row & {
  setId: string | null
  problem: ProblemCode
  /** Whether the line is kept as it stands in the file. */
  hasText: boolean
  acts: RowActs
}

const WITHOUT_PROMPT: readonly ProblemCode[] = ['unknown_prompt', 'ambiguous', 'prompt_differs']
const COMPARED: readonly ProblemCode[] = ['duplicate', 'differs']

/** Beneath a problem: what somebody can do about it here, without mending the file. */
export function RowActions({ uploadId, rowId, setId, problem, hasText, acts }: Props) {
  const row = { uploadId, rowId }
  const canChoose = setId !== null && WITHOUT_PROMPT.includes(problem)
  const canLook = hasText || canChoose || COMPARED.includes(problem) || problem === 'empty_response'
  if (!canLook) return null
  return (
    <span className="mt-1 flex flex-wrap items-center gap-2">
      <Look row={row} label={COMPARED.includes(problem) ? 'Compare' : 'See the line'} look={acts.look} />
      {canChoose && <Choose row={row} setId={setId} acts={acts} />}
      {problem === 'empty_response' && <AcceptEmpty row={row} accept={acts.acceptEmpty} />}
    </span>
  )
}

function Look({ row, label, look }: { row: Row; label: string; look: RowActs['look'] }) {
  const [isOpen, setOpen] = useState(false)
  const [texts, setTexts] = useState<RowText[] | null>(null)
  const { submit, trouble } = useSubmit('The server did not answer. Try again in a moment.')
  const open = (isNow: boolean) => {
    setOpen(isNow)
    if (isNow && texts === null) submit(() => look(row), setTexts)
  }
  return (
    <Dialog label={label} title={label} isOpen={isOpen} onOpenChange={open} isWide>
      {trouble && <Notice kind="critical">{trouble.message}</Notice>}
      {texts === null && !trouble && <Note role="status">Fetching it…</Note>}
      <div className={texts && texts.length > 1 ? 'grid grid-cols-2 gap-6 max-sm:grid-cols-1' : undefined}>
        {texts?.map(({ label: what, text }) => (
          <section key={what} aria-label={what} className="min-w-0">
            <h3 className="border-b border-rule pb-1 text-sm font-semibold">{what}</h3>
            <pre className="mt-2 max-h-[50dvh] overflow-auto font-mono text-xs/normal whitespace-pre-wrap wrap-anywhere">
              {text === '' ? '(empty)' : text}
            </pre>
          </section>
        ))}
      </div>
    </Dialog>
  )
}

function Choose({ row, setId, acts }: { row: Row; setId: string; acts: RowActs }) {
  const router = useRouter()
  const [isOpen, setOpen] = useState(false)
  const [found, setFound] = useState<FoundPrompt[] | null>(null)
  const { submit, trouble, isPending } = useSubmit()
  const search = (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    event.stopPropagation()
    const words = String(new FormData(event.currentTarget).get('words') ?? '')
    submit(() => acts.search({ setId, words }), setFound)
  }
  const choose = (promptId: string) =>
    submit(
      () => acts.choose({ ...row, promptId }),
      () => {
        setOpen(false)
        router.refresh()
      },
    )
  return (
    <Dialog label="Choose prompt" title="Which prompt does it answer?" isOpen={isOpen} onOpenChange={setOpen} isWide>
      <form className="flex flex-wrap items-end gap-[0.6rem]" onSubmit={search}>
        <TextField name="words" label="Id, or words of the prompt" maxLength={200} />
        <Button type="submit" isPending={isPending}>
          Search
        </Button>
      </form>
      {trouble && <Notice kind="critical">{trouble.message}</Notice>}
      {found?.length === 0 && <Note role="status">No prompt of the set has these words.</Note>}
      <ul className="list-none divide-y divide-rule">
        {found?.map(({ id, externalId, words }) => (
          <li key={id} className="flex items-start justify-between gap-4 py-2">
            <span className="min-w-0">
              <code>{externalId}</code> <span className="font-serif wrap-anywhere">{words}</span>
            </span>
            <Button isDisabled={isPending} onPress={() => choose(id)}>
              Choose
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

function AcceptEmpty({ row, accept }: { row: Row; accept: RowActs['acceptEmpty'] }) {
  const router = useRouter()
  const { submit, trouble, isPending } = useSubmit()
  return (
    <>
      <Button
        isPending={isPending}
        onPress={() =>
          submit(
            () => accept(row),
            () => router.refresh(),
          )
        }
      >
        Accept as empty
      </Button>
      {trouble && <span className="text-critical">{trouble.message}</span>}
    </>
  )
}
