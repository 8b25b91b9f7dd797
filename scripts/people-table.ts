import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

/** A table of the database, or one column of it, and what it tells of a person; `kept` null where it tells of nobody. */
export type Stored = { table: string; column: string | null; isOfPerson: boolean; parts: string[] }

const MODEL = /^model (\w+) \{/
const COLUMN = /^ {2}(\w+)\s+([A-Z]\w*)/
const NOTE = /^\s*\/\/\/ @(person|noone)(?: (.*))?$/

/** What the schema's notes say: `/// @person WHAT | WHY | HOW LONG` or `/// @noone` above a model or a column. */
export function readStored(schema: string): {
  notes: Stored[]
  models: string[]
  columns: [table: string, column: string][]
} {
  const found: ReturnType<typeof readStored> = { notes: [], models: [], columns: [] }
  // What leads to another table is no column of its own.
  const models = new Set([...schema.matchAll(/^model (\w+) /gm)].map(([, name]) => name))
  let table = ''
  let note: RegExpExecArray | null = null
  for (const line of schema.split('\n')) {
    const model = MODEL.exec(line)?.[1]
    const [, column, type = ''] = COLUMN.exec(line) ?? []
    if (model) found.models.push(model)
    if (model) table = model
    if (!model && column && table && !models.has(type)) found.columns.push([table, column])
    if (note && (model || column)) {
      const parts = note[2]?.split(' | ') ?? []
      found.notes.push({ table, column: model ? null : (column ?? ''), isOfPerson: note[1] === 'person', parts })
    }
    if (line === '}') table = ''
    if (!line.trimStart().startsWith('///')) note = null
    note = NOTE.exec(line) ?? note
  }
  return found
}

/** What is stored about people, why and how long, as a table of Markdown: a row for each thing, wherever it stands. */
export function peopleTable(schema: string): string {
  const rows = new Map<string, string[]>()
  for (const { table, column, isOfPerson, parts } of readStored(schema).notes) {
    if (!isOfPerson) continue
    const said = parts.join(' | ')
    rows.set(said, [...(rows.get(said) ?? []), `\`${column ? `${table}.${column}` : table}\``])
  }
  const lines = [...rows].map(([said, places]) => `| ${said} | ${places.join(', ')} |`)
  return ['| what | why | how long | stands in |', '| --- | --- | --- | --- |', ...lines].join('\n')
}

// `node --import tsx scripts/people-table.ts`: what docs/privacy.md has to hold.
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  console.log(peopleTable(readFileSync('prisma/schema.prisma', 'utf8')))
