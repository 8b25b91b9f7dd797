import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { peopleTable, readStored } from './people-table'

const schema = readFileSync('prisma/schema.prisma', 'utf8')
const stored = readStored(schema)

/** Columns that lead to a person, or hold what one is called, wrote, or came from. */
const OF_PEOPLE =
  /(user|actor|annotator|person|holder|(created|decided|added|kept|started|closed|used)By)Id$|e-?mail|participant|^person[A-Z]|session|rationale|network|browser|^(to|ip|address|annotator|importedAs|flagNote|userAgent)$/i

test('every table says whether it is about people: @person what | why | how long, or @noone', () => {
  const said = stored.notes.filter(({ column }) => column === null).map(({ table }) => table)
  expect(said.sort()).toEqual([...stored.models].sort())
})

test('a column about people in a table that is not says what it is for', () => {
  const isOfPeople = (table: string) =>
    stored.notes.some((note) => note.table === table && note.column === null && note.isOfPerson)
  const isSaid = (table: string, column: string) =>
    stored.notes.some((note) => note.table === table && note.column === column)
  const silent = stored.columns.filter(
    ([table, column]) => OF_PEOPLE.test(column) && !isOfPeople(table) && !isSaid(table, column),
  )
  expect(silent).toEqual([])
})

test('what is said of a person has three parts, and how long is never left open', () => {
  const people = stored.notes.filter(({ isOfPerson }) => isOfPerson)
  expect(people.length).toBeGreaterThan(40)
  expect(people.filter(({ parts }) => parts.length !== 3 || parts.some((part) => part.trim() === ''))).toEqual([])
  expect(people.filter(({ parts }) => !/until|as long as|days?|hour|minutes|months|year/.test(parts[2] ?? ''))).toEqual(
    [],
  )
})

test('a new column without a note is found', () => {
  const more = schema.replace('model Prompt {', 'model Prompt {\n  authorEmail String?\n  readById String?')
  const columns = readStored(more).columns.filter(([table]) => table === 'Prompt')
  expect(columns.filter(([, column]) => OF_PEOPLE.test(column))).toEqual([['Prompt', 'authorEmail']])
  expect(readStored('model New {\n  id Int\n}\n').models).toEqual(['New'])
})

test('docs/privacy.md holds the table as it is: node --import tsx scripts/people-table.ts', () => {
  expect(readFileSync('docs/privacy.md', 'utf8')).toContain(`\n${peopleTable(schema)}\n`)
})
