import { parse } from 'csv-parse/sync'
import { AppError } from '@/lib/errors'
import { readStatus } from './finding'
import type { Parameters } from './platforms'

/** A submission as a platform's list has it, by the line it stands on. */
export type Submission = {
  line: number
  participant: string
  session: string | null
  status: string
  code: string | null
}

/** What columns are called, in small letters without anything between them. */
const NAMES = {
  participant: ['participantid', 'participant', 'prolificid', 'prolificpid', 'workerid', 'surveycode'],
  session: ['submissionid', 'sessionid', 'assignmentid', 'session'],
  status: ['status', 'submissionstatus', 'assignmentstatus', 'approvalstatus', 'state'],
  code: ['completioncode', 'enteredcode', 'studycode', 'secretcode', 'code'],
} as const

const MOST_LINES = 20_000

/**
 * Reads a list of submissions as platforms export it: commas, semicolons or tabs between the columns, names in the first line.
 * @throws AppError `invalid`, naming the column or the line
 */
export function readSubmissionList(text: string, parameters: Parameters): Submission[] {
  const lines = readLines(text)
  const [header = [], ...rows] = lines.map(({ record }) => record)
  const names = header.map((name) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, ''))
  const own = (name: string | null) => (name ? [name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')] : [])
  const place = (...wanted: readonly string[]) => wanted.map((name) => names.indexOf(name)).find((at) => at >= 0) ?? -1
  const at = {
    participant: place(...NAMES.participant, ...own(parameters.participant)),
    session: place(...NAMES.session, ...own(parameters.session)),
    status: place(...NAMES.status),
    code: place(...NAMES.code),
  }
  if (at.participant < 0) throw noColumn('of participants, such as “Participant id”', header)
  if (at.status < 0) throw noColumn('“Status”', header)
  return rows.map((row, nth) => {
    const line = lines[nth + 1]?.line ?? 0
    const cell = (column: number) => row[column]?.trim() ?? ''
    const participant = cell(at.participant)
    if (participant === '') throw wrong(`Line ${line} names no participant.`)
    return {
      ...{ line, participant, status: readStatus(cell(at.status)) },
      session: at.session < 0 ? null : cell(at.session).slice(0, 128) || null,
      code: at.code < 0 ? null : cell(at.code).slice(0, 64) || null,
    }
  })
}

type Line = { record: string[]; line: number }

function readLines(text: string): Line[] {
  const first = text.slice(0, text.search(/[\r\n]|$/))
  const delimiter = ['\t', ';', ','].find((mark) => first.includes(mark)) ?? ','
  try {
    const read = parse(text, {
      ...{ bom: true, delimiter, relax_column_count: true, skip_empty_lines: true, info: true },
      to: MOST_LINES + 2,
    }) as unknown as { record: string[]; info: { lines: number } }[]
    if (read.length > MOST_LINES + 1) throw wrong(`At most ${MOST_LINES.toLocaleString('en')} submissions at once.`)
    return read.map(({ record, info }) => ({ record, line: info.lines }))
  } catch (error) {
    if (error instanceof AppError) throw error
    const line = (error as { lines?: number }).lines
    throw wrong(`This is no list with columns${line ? `: look at line ${line}` : ''}.`)
  }
}

function noColumn(what: string, header: readonly string[]): AppError {
  const found = header.map((name) => `“${name.trim().slice(0, 40)}”`).slice(0, 12)
  return wrong(
    `There is no column ${what}. ${found.length === 0 ? 'The list is empty.' : `Found: ${found.join(', ')}.`}`,
  )
}

function wrong(message: string): AppError {
  return new AppError('invalid', { message, fields: { list: [message] } })
}
