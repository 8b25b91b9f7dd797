import { z } from 'zod'

/** Stands in `left_out` of a row that tells of a pair that could not be judged: it is no judgment. */
export const SET_ASIDE = 'set_aside'
/** The same of a model that gave no verdict. In what is read both are set aside; the flag says which. */
export const NO_VERDICT = 'no_verdict'
/** Stands in `left_out` of all rows of a model that counts nowhere, those without a verdict included. */
const UNCOUNTED = ['exploratory', 'excluded'] as const

const text = z
  .string()
  .nullish()
  .transform((value) => value || null)
const number = z
  .union([z.number(), z.string().transform((value) => (value.trim() === '' ? null : Number(value))), z.null()])
  .optional()
  .transform((value) => value ?? null)
  .refine((value) => value === null || Number.isFinite(value))
const count = number.refine((value) => value === null || (Number.isInteger(value) && value >= 0))
const flag = z.union([z.boolean(), z.stringbool()])
const maybeFlag = z
  .union([flag, z.literal(''), z.null()])
  .optional()
  .transform((value) => (typeof value === 'boolean' ? value : null))
const arm = z
  .enum(['a', 'b', ''])
  .nullish()
  .transform((value) => value || null)
const time = text
  .refine((value) => value === null || (/^\d{4}-\d{2}-\d{2}T/.test(value) && !Number.isNaN(Date.parse(value))))
  .transform((value) => (value === null ? null : Date.parse(value)))
const tags = z.union([z.array(z.string()), text]).transform((value, context) => {
  if (value === null || Array.isArray(value)) return value ?? []
  const list = z.array(z.string()).safeParse(parsed(value))
  if (list.success) return list.data
  context.addIssue('no list')
  return z.NEVER
})

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}

const Scale = z.record(z.string(), z.number())
/** The last that was looked at: it is the same in row after row. */
let known = ''

function isScale(value: string): boolean {
  if (value !== known && !Scale.safeParse(parsed(value)).success) return false
  known = value
  return true
}

/** The options of a scale as a file has it, with their scores. */
export function readScale(scale: string): [code: string, score: number][] {
  return Object.entries(Scale.parse(parsed(scale)))
}

/** A number that a column of whole numbers still holds, and no conversation has. */
const MOST_TURNS = 1_000_000

const Judged = z.object({
  study: text,
  study_id: text,
  origin: text,
  item: z.union([z.number().transform(String), text]).nullish(),
  prompt_id: z.union([z.number().transform(String), text]).nullish(),
  category: text,
  tags,
  model_a: z.string().min(1),
  model_b: text,
  focal: arm,
  length_a: count,
  length_b: count,
  criterion: text,
  // An empty cell is no score, and must not pass for a tie.
  score: z.union([z.number(), z.string().regex(/\S/).transform(Number)]).refine(Number.isFinite),
  presented_left: arm,
  annotator: text,
  group: text,
  simulated: flag,
  submitted_at: time,
  elapsed_ms: count,
  active_ms: count,
  left_out: text,
  slot: count,
  repeat: count,
  shared: maybeFlag,
  verdict: text,
  expected: text,
  seed: number,
  // Of later exports than the rest.
  ...{ rationale: text, flag: text, flag_note: text, revision: count, asked: text, hasty: maybeFlag },
  tie_offered: maybeFlag,
  turn: count.refine((value) => value === null || value <= MOST_TURNS),
  ...{ protocol: text, sample: count, scale: text.refine((value) => value === null || isScale(value)) },
  ...{ item_kind: text, annotator_kind: text, annotator_model: text, outcome: text, family_a: text, family_b: text },
  parity_margin: number,
})

/** A pair that could not be judged has no score, but says why. */
const SetAside = Judged.extend({
  score: z
    .union([z.literal(''), z.null()])
    .optional()
    .transform(() => Number.NaN),
  flag: z.string().min(1),
  left_out: z.enum([SET_ASIDE, NO_VERDICT, ...UNCOUNTED]),
})

/** The schema that a row of a file has to fit, as far as anything is computed from it. */
export function schemaOf(row: unknown) {
  const { left_out: leftOut, flag: why, score } = (row ?? {}) as { left_out?: unknown; flag?: unknown; score?: unknown }
  if (leftOut === SET_ASIDE || leftOut === NO_VERDICT) return SetAside
  return isUncounted(leftOut) && why === NO_VERDICT && (score ?? '') === '' ? SetAside : Judged
}

function isUncounted(leftOut: unknown): leftOut is (typeof UNCOUNTED)[number] {
  return leftOut === 'exploratory' || leftOut === 'excluded'
}

/** The columns that something is computed from. */
export const COLUMNS: ReadonlySet<string> = new Set(Object.keys(Judged.shape))

/** What a column has to hold, where “wrong” alone would leave people guessing. */
export const WANTED: Partial<Record<string, string>> = {
  tags: 'a list of texts, as JSON',
  model_a: 'the name of a system',
  focal: 'a, b or empty',
  length_a: 'a whole number from 0, or empty',
  length_b: 'a whole number from 0, or empty',
  score: 'a number: above 0 for A, below 0 for B, 0 for neither',
  presented_left: 'a, b or empty',
  simulated: 'true or false',
  submitted_at: 'a time such as 2026-11-30T09:00:00.000Z, or empty',
  elapsed_ms: 'a whole number from 0, or empty',
  active_ms: 'a whole number from 0, or empty',
  slot: 'a whole number from 0, or empty',
  repeat: 'a whole number from 0, or empty',
  shared: 'true, false or empty',
  flag: 'why the pair could not be judged',
  revision: 'a whole number from 0, or empty',
  hasty: 'true, false or empty',
  tie_offered: 'true, false or empty',
  sample: 'a whole number from 0, or empty',
  scale: 'options with their scores as a JSON object, or empty',
  turn: `a whole number from 0 to ${MOST_TURNS}, or empty`,
  seed: 'a number, or empty',
  parity_margin: 'a number, or empty',
}

/** What a row of judgments.csv or judgments.jsonl tells. What an older or shorter file lacks is null. */
export type ExportedJudgment = {
  study: string
  title: string
  origin: string
  /** The item's name in its study, a number in our own files; null in published counts. */
  item: string | null
  promptId: string | null
  category: string | null
  tags: string[]
  modelA: string
  /** Empty where one response was rated. */
  modelB: string
  focal: 'a' | 'b' | null
  lengthA: number | null
  lengthB: number | null
  criterion: string
  score: number
  /** Whether the question offered an answer that prefers neither. */
  tieOffered: boolean | null
  /** Which turn of a conversation was rated, from 1; null or 0 for the whole. */
  turn: number | null
  /** Null in files of before ratings. */
  protocol: string | null
  /** Which response of a system to the prompt was rated, from 0. */
  sample: number
  /** All options of a rated question with their scores, as JSON. */
  scale: string | null
  leftIsA: boolean | null
  annotator: string | null
  group: string
  simulated: boolean
  /** When it was stored, in milliseconds since 1970. */
  at: number | null
  milliseconds: number | null
  /** Why figure 1 does not count the row; null when it does. */
  leftOut: string | null
  slot: number | null
  repeat: number
  /** Whether the item is of the study's shared set. */
  shared: boolean
  verdict: string | null
  /** The known verdict of a check or gold item. */
  expected: string | null
  seed: number
  /** What was said beside the verdict; its words stay in the file. */
  said: Said
  /** Who gave the verdict, and what else only comparisons of models with people need. */
  by: By
}

/** Whether a person or a language model judged, and what a model's verdict is held against. */
export type By = {
  isModel: boolean
  /** Of a model, its name; null where the file does not tell. */
  model: string | null
  /** Of a model, what came of asking it; null where the file does not tell. */
  outcome: string | null
  /** Why nothing counts that the annotator says, or does not say; null when it may count. */
  uncounted: (typeof UNCOUNTED)[number] | null
  /** regular, check, gold or practice; null where the file does not tell. */
  itemKind: string | null
  familyA: string | null
  familyB: string | null
  /** How far from people's agreement with each other a model's with people may lie to pass for equal. */
  margin: number | null
}

/** What an annotator did beside choosing. */
export type Said = {
  hasRationale: boolean
  /** Why the pair could not be judged. */
  flag: string | null
  hasNote: boolean
  /** 0 for the first answer, 1 for its first change, and so on. */
  revision: number
  /** What the desk asked about before it took the verdict, and whether the verdict was given all the same. */
  asked: string | null
  hasty: boolean
}

/** Nothing of what only ratings tell. */
export const NOT_RATED = { protocol: null, turn: null, sample: 0, scale: null } as const

/** A person, where a file tells nothing else. */
export const BY_PERSON: By = {
  ...{ isModel: false, model: null, outcome: null, uncounted: null, itemKind: null },
  ...{ familyA: null, familyB: null, margin: null },
}

/** Nothing beside the verdict. */
export const NOTHING_SAID: Said = {
  ...{ hasRationale: false, flag: null, hasNote: false, revision: 0, asked: null, hasty: false },
}

/** A row as the export makes it, before it becomes a line of a file. */
export function parseExported(row: unknown): ExportedJudgment {
  return toJudgment(schemaOf(row).parse(row))
}

/**
 * A parsed row as it is computed with. Where no item is named, it is the prompt with its systems; where no prompt is,
 * each item is a prompt of its own.
 */
export function toJudgment(row: z.output<typeof Judged> | z.output<typeof SetAside>): ExportedJudgment {
  const item = row.item ?? itemOf(row)
  return {
    study: row.study_id ?? row.study ?? '',
    title: row.study ?? '',
    origin: row.origin ?? '',
    item,
    promptId: row.prompt_id ?? item,
    category: row.category,
    tags: row.tags,
    modelA: row.model_a,
    modelB: row.model_b ?? '',
    focal: row.focal,
    lengthA: row.length_a,
    lengthB: row.length_b,
    criterion: row.criterion ?? '',
    score: row.score,
    tieOffered: row.tie_offered,
    turn: row.turn,
    protocol: row.protocol,
    sample: row.sample ?? 0,
    scale: row.scale,
    leftIsA: row.presented_left === null ? null : row.presented_left === 'a',
    annotator: row.annotator,
    group: row.group ?? '',
    simulated: row.simulated,
    at: row.submitted_at,
    milliseconds: row.active_ms ?? row.elapsed_ms,
    leftOut: Number.isNaN(row.score) ? SET_ASIDE : row.left_out,
    slot: row.slot,
    repeat: row.repeat ?? 0,
    shared: row.shared === true,
    verdict: row.verdict,
    expected: row.expected,
    seed: row.seed ?? 0,
    said: {
      ...{ hasRationale: row.rationale !== null, flag: row.flag, hasNote: row.flag_note !== null },
      ...{ revision: row.revision ?? 0, asked: row.asked, hasty: row.hasty === true },
    },
    by: {
      ...{ isModel: row.annotator_kind === 'model', model: row.annotator_model, outcome: row.outcome },
      uncounted: isUncounted(row.left_out) ? row.left_out : null,
      ...{ itemKind: row.item_kind, familyA: row.family_a, familyB: row.family_b, margin: row.parity_margin },
    },
  }
}

type Named = Pick<z.output<typeof Judged>, 'prompt_id' | 'model_a' | 'model_b' | 'sample'>

function itemOf({ prompt_id, model_a, model_b, sample }: Named): string | null {
  return prompt_id ? JSON.stringify([prompt_id, ...[model_a, model_b ?? ''].sort(), ...(sample ? [sample] : [])]) : null
}
