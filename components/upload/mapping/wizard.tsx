'use client'

import { useEffect, useRef, useState } from 'react'
import { Note } from '@/components/ui/text'
import type { Answer } from '@/lib/server/action'
import { finish } from '@/lib/uploads/mapping/draft'
import type { LookedTable } from '@/lib/uploads/mapping/look-at-file'
import type { Mapping } from '@/lib/uploads/mapping/schema'
import { PartTitle } from '../part-title'
import { CheckPart } from './check-part'
import { ChooseTable } from './choose-table'
import { GroupsPart } from './groups-part'
import { type Kept, KeptMappings } from './kept-mappings'
import { OnlyPart } from './only-part'
import { PlacesPart } from './places-part'
import { PreviewPart } from './preview-part'
import { RowKind } from './row-kind'
import { ShownFirstPart } from './shown-first'
import { TableLook } from './table-look'
import { useDraft } from './use-draft'
import { type Table, tableOf, takeHeldFile, useSendFile } from './use-table'
import { VerdictPart } from './verdict-part'

type Props = {
  kept: readonly Kept[]
  sets: readonly { id: string; name: string }[]
  keep: (mapping: Mapping) => Promise<Answer<{ id: string }>>
  forget: (input: { mappingId: string }) => Promise<Answer<unknown>>
}

/** From a table that nobody knows to rows that wait to be imported, in steps on one page. */
export function Wizard({ kept, sets, keep, forget }: Props) {
  const wizard = useDraft()
  const looking = useSendFile()
  const [table, setTable] = useState<Table | null>(null)
  const open = async (file: File) => {
    setTable(null)
    const looked = await looking.send<LookedTable>(file, '/api/tables')
    if (!looked) return
    setTable(tableOf(file, looked))
    wizard.begin(looked.places)
  }
  useHeldFile(open)
  const places = table?.looked.places ?? null
  return (
    <>
      <Step title="The table">
        <ChooseTable looking={looking} file={table?.file ?? null} onFile={open} />
        {table && <TableLook looked={table.looked} file={table.file.name} />}
      </Step>
      {kept.length > 0 && (
        <Step title="Kept mappings" aside={table ? 'those whose columns this table has can be used' : undefined}>
          <KeptMappings kept={kept} places={places} use={wizard.use} forget={forget} />
        </Step>
      )}
      {table && <Steps table={table} wizard={wizard} sets={sets} keep={keep} />}
    </>
  )
}

/** A file that the page before had is looked at as soon as this one is there. */
function useHeldFile(open: (file: File) => Promise<void>): void {
  const begin = useRef(open)
  useEffect(() => {
    const held = takeHeldFile()
    if (held) void begin.current(held)
  }, [])
}

type StepsProps = Pick<Props, 'sets' | 'keep'> & { table: Table; wizard: ReturnType<typeof useDraft> }

function Steps({ table, wizard, sets, keep }: StepsProps) {
  const { draft, proposed, change } = wizard
  const { places } = table.looked
  const { row } = draft
  const made = finish({ ...draft, name: draft.name.trim() || 'Unnamed' })
  return (
    <>
      <Step title="What a row is">
        <RowKind row={row} onChange={(next) => change({ row: next }, 'row')} isProposed={proposed.has('row')} />
      </Step>
      {row !== null && (
        <>
          <Step title="Which rows">
            <OnlyPart places={places} wizard={wizard} />
          </Step>
          <Step title="What the columns are">
            <PlacesPart places={places} wizard={wizard} row={row} />
          </Step>
        </>
      )}
      {row === 'judgment' && (
        <>
          <Step title="The verdict">
            <VerdictPart places={places} wizard={wizard} />
          </Step>
          <Step title="Which stood first">
            <ShownFirstPart places={places} wizard={wizard} />
          </Step>
          <Step title="Groups">
            <GroupsPart places={places} wizard={wizard} />
          </Step>
        </>
      )}
      {row !== null && (
        <>
          <Step title="As it will be read">
            {'mapping' in made ? (
              <PreviewPart mapping={made.mapping} table={table} />
            ) : (
              <Note>What is still missing: {[...new Set(made.missing.map(({ message }) => message))].join(' ')}</Note>
            )}
          </Step>
          <Step title="Check the file">
            <CheckPart table={table} wizard={wizard} sets={sets} keep={keep} />
          </Step>
        </>
      )}
    </>
  )
}

function Step({ title, aside, children }: { title: string; aside?: string | undefined; children: React.ReactNode }) {
  const id = title.toLowerCase().replaceAll(' ', '-')
  return (
    <section className="mt-10 grid grid-cols-[minmax(0,1fr)] max-w-[60rem] gap-4" aria-labelledby={id}>
      <PartTitle id={id}>
        {title} {aside && <small>{aside}</small>}
      </PartTitle>
      {children}
    </section>
  )
}
