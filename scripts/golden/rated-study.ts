import { z } from 'zod'
import { readJson, unreadable } from './read-json'

const Named = z.object({ id: z.string(), category: z.string().nullish() })

const RatedFile = z.object({
  name: z.string(),
  systems: z.array(z.string()),
  prompts: z.array(Named).optional(),
  conversations: z.array(Named).optional(),
  annotators: z.array(z.object({ id: z.string(), group: z.string() })),
  options: z.array(z.object({ code: z.string(), score: z.number() })),
  columns: z.array(z.string()),
  judgments: z.array(z.array(z.number())),
  preference_columns: z.array(z.string()).optional(),
  preferences: z.array(z.array(z.union([z.number(), z.string()]))).optional(),
})

/** One rating; turns count from 1; 0 is a response as a whole. */
export type StudyRating = { prompt: number; system: number; turn: number; annotator: number; option: number }

/** A preference for one of two systems over a conversation; `score` is that of the lower-numbered. */
export type StudyPreference = { low: number; high: number; score: number }

/**
 * A study of ratings as the reference files describe it: of responses to prompts, or of the turns of conversations, which
 * stand in place of prompts. All are named by their index.
 */
export type RatedStudy = {
  name: string
  systems: string[]
  prompts: { id: string; category?: string | null | undefined }[]
  annotators: { id: string; group: string }[]
  options: { code: string; score: number }[]
  ratings: StudyRating[]
  preferences: StudyPreference[]
}

/**
 * Reads a file of ratings; they come in the order they were given.
 * @throws AppError `file_unreadable` naming the file and the place
 */
export function readRatedStudy(file: string): RatedStudy {
  const { name, systems, annotators, options, ...given } = readJson(file, RatedFile)
  const prompts = given.prompts ?? given.conversations
  if (!prompts) throw unreadable(`${file}: prompts: is missing, and so is conversations`)
  const sizes = {
    prompt: prompts.length,
    conversation: prompts.length,
    system: systems.length,
    first: systems.length,
    second: systems.length,
    annotator: annotators.length,
    option: options.length,
  }
  const at = placed(file, sizes)
  const ratings = rowsOf(at, 'judgments', given.columns, given.judgments).map(
    ({ seq, prompt, conversation = prompt, system, turn = 0, annotator, option }) =>
      ({ seq, prompt: conversation, system, turn, annotator, option }) as StudyRating & { seq: number },
  )
  const preferences = rowsOf(at, 'preferences', given.preference_columns ?? [], given.preferences ?? []).map((row) =>
    preferenceOf(row as { first: number; second: number; choice: string }),
  )
  ratings.sort((a, b) => a.seq - b.seq)
  return { name, systems, prompts, annotators, options, ratings, preferences }
}

type Row = Record<string, number | string>

/** Names what a row cannot have. */
function placed(file: string, sizes: Record<string, number>) {
  return (place: string, row: Row): Row => {
    for (const [name, value] of Object.entries(row)) {
      const size = sizes[name]
      if (size === undefined) continue
      if (!Number.isInteger(value) || (value as number) < 0 || (value as number) >= size)
        throw unreadable(
          `${file}: ${place}: ${name} is ${JSON.stringify(value)}, not a whole number from 0 to ${size - 1}`,
        )
    }
    return row
  }
}

function rowsOf(
  check: ReturnType<typeof placed>,
  place: string,
  columns: string[],
  rows: (number | string)[][],
): Row[] {
  return rows.map((cells, index) =>
    check(`${place}[${index}]`, Object.fromEntries(columns.map((name, k) => [name, cells[k] as number | string]))),
  )
}

function preferenceOf({ first, second, choice }: { first: number; second: number; choice: string }): StudyPreference {
  const ofFirst = { A: 1, T: 0.5, B: 0 }[choice] ?? Number.NaN
  return { low: Math.min(first, second), high: Math.max(first, second), score: first < second ? ofFirst : 1 - ofFirst }
}
