'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { fieldLabel } from '@/components/ui/field-look'
import { TextField } from '@/components/ui/fields'
import { FormTrouble } from '@/components/ui/form-trouble'
import { Notice } from '@/components/ui/notice'
import { Note } from '@/components/ui/text'
import { useSubmit } from '@/components/ui/use-submit'
import { count } from '@/lib/numbers/count'
import type { Comparison } from '@/lib/recruitments/compare'
import type { Answer } from '@/lib/server/action'

type Props = {
  studyId: string
  recruitmentId: string
  compare: (input: { studyId: string; recruitmentId: string; list: string }) => Promise<Answer<Comparison>>
}

/** Holds a recruitment against its platform's list, which is pasted or chosen as a file; the list is not kept. */
export function CompareList({ compare, ...key }: Props) {
  const { submit, trouble, isPending } = useSubmit()
  const [list, setList] = useState('')
  const [found, setFound] = useState<Comparison | null>(null)
  const send = (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    submit(() => compare({ ...key, list }), setFound)
  }
  const choose = async (files: FileList | null) => {
    const file = files?.[0]
    if (file) setList(await file.text())
  }
  return (
    <form className="grid max-w-3xl gap-[1.1rem]" method="post" onSubmit={send}>
      <FormTrouble trouble={trouble} />
      <div className="grid gap-1">
        <label className={fieldLabel()} htmlFor="list-file">
          The platform’s list of submissions, as a file
        </label>
        <input
          id="list-file"
          type="file"
          accept=".csv,.tsv,.txt,text/csv"
          onChange={(event) => void choose(event.target.files)}
        />
      </div>
      <TextField
        name="list"
        label="Or paste it, with the names of its columns"
        rows={4}
        value={list}
        onChange={setList}
        errors={trouble?.fields?.list}
      />
      <div>
        <Button type="submit" isPending={isPending}>
          Compare
        </Button>
      </div>
      {found && <Found found={found} />}
      <Note>The list is read and not kept: only each person’s status and code there, beside their row above.</Note>
    </form>
  )
}

function Found({ found: { rows, known, missing, unknown, twice } }: { found: Comparison }) {
  const isWhole = unknown.length === 0 && twice.length === 0
  return (
    <Notice kind={isWhole ? 'ok' : 'caution'}>
      <p>
        {count(rows, 'submission')} read: {count(known, 'person', 'people')} known here; {missing} of those who arrived
        here {missing === 1 ? 'is' : 'are'} not in the list.
      </p>
      {unknown.length > 0 && (
        <p>
          Unknown here, by line of the list:{' '}
          {unknown.map(({ line, status }) => `${line} (${wordsOf(status)})`).join(', ')}. They never arrived by this
          link.
        </p>
      )}
      {twice.length > 0 && (
        <p>
          In the list more than once:{' '}
          {twice.map(({ line, code }) => `line ${line}${code ? ` (${code})` : ''}`).join(', ')}. Pay each person once.
        </p>
      )}
    </Notice>
  )
}

function wordsOf(status: string): string {
  return status.toLowerCase().replaceAll('_', ' ') || 'no status'
}
