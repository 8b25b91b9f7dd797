'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/fields'
import { Notice } from '@/components/ui/notice'
import { Note } from '@/components/ui/text'
import { count } from '@/lib/numbers/count'
import type { Answer } from '@/lib/server/action'
import { finish } from '@/lib/uploads/mapping/draft'
import type { Mapping } from '@/lib/uploads/mapping/schema'
import { size } from '../bytes'
import { Destination, type GoesTo, goesTo, type Target } from './destination'
import { fileName, fileOf } from './kept-mappings'
import type { WizardDraft } from './use-draft'
import { type Table, useSendFile } from './use-table'

type Props = {
  table: Table
  wizard: WizardDraft
  sets: readonly { id: string; name: string }[]
  keep: (mapping: Mapping) => Promise<Answer<{ id: string }>>
}

type Trouble = { message: string; fields?: Record<string, string[]> | undefined }

/** Names the mapping, keeps it, and sends the file to be checked by it. */
export function CheckPart({ table, wizard, sets, keep }: Props) {
  const router = useRouter()
  const { draft, proposed, change, takeAll } = wizard
  const { send, cancel, sending, trouble: refused, setTrouble: forgetRefusal } = useSendFile()
  const [target, setTarget] = useState<Target>({ promptSetId: '', name: '' })
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [isKeeping, setKeeping] = useState(false)
  const made = finish(draft)
  const to = goesTo('mapping' in made ? made.mapping : { row: draft.row ?? 'judgment', system: draft.places.system })

  const check = async () => {
    forgetRefusal(null)
    const wrong = whatIsWrong(made, to, target)
    setTrouble(wrong)
    if (wrong || !('mapping' in made)) return
    setKeeping(true)
    const kept = await keep(made.mapping).catch(() => null)
    setKeeping(false)
    if (!kept?.ok)
      return setTrouble(kept ? kept.problem : { message: 'The server did not answer. Try again in a moment.' })
    const query = new URLSearchParams({ filename: table.file.name, mappingId: kept.value.id, ...queryOf(to, target) })
    const isUpload = to === 'PROMPTS' || to === 'RESPONSES'
    const answer = await send<Staged>(table.file, `/api/${isUpload ? 'uploads' : 'imports'}?${query}`)
    if (answer) router.push(placeOf(answer, to))
  }
  const said = trouble ?? refused
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      {proposed.size > 0 && (
        <Notice kind="caution">
          <p>
            {count(proposed.size, 'part is', 'parts are')} only proposed, by the names of columns and values. Look at{' '}
            {proposed.size === 1 ? 'it' : 'them'}, and change what is wrong.
          </p>
          <Button onPress={takeAll}>Take all proposals</Button>
        </Notice>
      )}
      <div className="max-w-[28rem]">
        <TextField
          name="mapping"
          label="Name of the mapping"
          description="Under it the mapping is kept, and offered for tables with the same columns. One of the same name is replaced."
          value={draft.name}
          maxLength={80}
          onChange={(name) => change({ name })}
          errors={trouble?.fields?.mapping}
        />
      </div>
      <Destination goesTo={to} sets={sets} target={target} onChange={setTarget} errors={trouble?.fields} />
      {said && <Notice kind="critical">{said.message}</Notice>}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        {sending ? (
          <>
            <Note as="span" role="status">
              {sending.sent >= sending.of
                ? 'Checking every record…'
                : `${size(sending.sent)} of ${size(sending.of)} sent.`}
            </Note>
            <Button look="link" onPress={cancel}>
              Cancel
            </Button>
          </>
        ) : (
          <Button look="primary" onPress={check} isPending={isKeeping} isDisabled={proposed.size > 0}>
            Check the file
          </Button>
        )}
        {'mapping' in made && (
          <a href={fileOf(made.mapping)} download={`${fileName(made.mapping.name)}.mapping.json`}>
            Download the mapping
          </a>
        )}
        <Note as="span">You see what was found before anything is written.</Note>
      </div>
    </div>
  )
}

type Staged = { uploadId: string } | { importId: string }

function whatIsWrong(made: ReturnType<typeof finish>, to: GoesTo, target: Target): Trouble | null {
  const fields: Record<string, string[]> = {}
  if ('missing' in made && made.missing.some(({ place }) => place === 'name')) fields.mapping = ['Name the mapping.']
  if (to === 'RESPONSES' && target.promptSetId === '') fields.promptSetId = ['Choose the prompt set.']
  if ((to === 'RESPONSES' || (to === 'PROMPTS' && target.promptSetId === '')) && target.name.trim() === '')
    fields.name = ['Give a name.']
  const missing = 'missing' in made ? made.missing.filter(({ place }) => place !== 'name') : []
  if (missing.length > 0)
    return { message: `Nothing was sent yet. ${[...new Set(missing.map(({ message }) => message))].join(' ')}`, fields }
  return Object.keys(fields).length > 0 ? { message: 'Nothing was sent yet: some names are missing.', fields } : null
}

function queryOf(to: GoesTo, { promptSetId, name }: Target): Record<string, string> {
  if (to === 'PAIRS' || to === 'JUDGMENTS') return { holds: to }
  return { kind: to, ...(name.trim() && { name: name.trim() }), ...(promptSetId && { promptSetId }) }
}

function placeOf(staged: Staged, to: GoesTo): string {
  if ('uploadId' in staged) return `/uploads/${staged.uploadId}`
  return to === 'PAIRS' ? `/prompt-sets/pairs/${staged.importId}` : `/studies/import/${staged.importId}`
}
