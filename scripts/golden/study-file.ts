import { z } from 'zod'
import { readJson, unreadable } from './read-json'

const COLUMNS = ['seq', 'prompt', 'first', 'second', 'annotator', 'choice'] as const

const StudyFile = z.object({
  name: z.string(),
  systems: z.array(z.string()),
  prompts: z.array(z.object({ id: z.string(), category: z.string().nullish() })),
  annotators: z.array(z.object({ id: z.string(), group: z.string() })),
  response_lengths: z.record(z.string(), z.array(z.number().nonnegative().nullable()).nullable()).nullish(),
  columns: z.array(z.string()),
  judgments: z.array(z.array(z.union([z.number(), z.string()]))),
})

/** A judgment as a row of the file tells it: all but the choice are numbers, systems and so on by their index. */
export type StudyRow = Record<Exclude<(typeof COLUMNS)[number], 'choice'>, number> & { choice: 'A' | 'B' | 'T' }

/**
 * Reads the file of a study and checks that it names nothing which is not there.
 * @throws AppError `file_unreadable` naming the file and the place
 */
export function readStudyFile(file: string): z.infer<typeof StudyFile> & { rows: StudyRow[] } {
  const study = readJson(file, StudyFile)
  for (const [place, names] of [
    ['systems', study.systems],
    ['annotators', study.annotators.map(({ id }) => id)],
  ] as const) {
    const again = names.find((name, index) => names.indexOf(name) < index)
    if (again !== undefined) throw unreadable(`${file}: ${place}: “${again}” is there twice`)
  }
  const absent = COLUMNS.find((name) => !study.columns.includes(name))
  if (absent) throw unreadable(`${file}: columns: “${absent}” is missing`)
  for (const [system, lengths] of Object.entries(study.response_lengths ?? {})) {
    if (lengths && lengths.length !== study.prompts.length)
      throw unreadable(`${file}: response_lengths.${system}: ${lengths.length} for ${study.prompts.length} prompts`)
  }
  const wrong = problemFinder(study)
  const rows = study.judgments.map((cells, index) => {
    const row = Object.fromEntries(study.columns.map((name, column) => [name, cells[column]])) as StudyRow
    const problem = wrong(row)
    if (problem) throw unreadable(`${file}: judgments[${index}]: ${problem}`)
    return row
  })
  return { ...study, rows }
}

/** Finds what cannot be in a row; null when all is well. */
function problemFinder({ systems, prompts, annotators }: z.infer<typeof StudyFile>) {
  const sizes = {
    prompt: prompts.length,
    first: systems.length,
    second: systems.length,
    annotator: annotators.length,
  }
  return (row: StudyRow): string | null => {
    if (typeof row.seq !== 'number') return `seq is ${JSON.stringify(row.seq)}, not a number`
    for (const [name, size] of Object.entries(sizes)) {
      const at = row[name as keyof typeof sizes]
      if (!Number.isInteger(at) || at < 0 || at >= size)
        return `${name} is ${JSON.stringify(at)}, not a whole number from 0 to ${size - 1}`
    }
    if (row.first === row.second) return 'first and second are the same system'
    return ['A', 'B', 'T'].includes(row.choice) ? null : `choice is ${JSON.stringify(row.choice)}, not A, B or T`
  }
}
