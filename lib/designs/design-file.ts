import { z } from 'zod'
import { AppError } from '@/lib/errors'
import { MOST_ERRORS } from '@/lib/field-errors'
import { list, word } from '@/lib/inputs'
import { MOST_MODELS, ModelGroupInput, ModelInput } from '@/lib/models/design'
import { CriterionInput, KnownItemInput, MOST_PAIRS } from '@/lib/protocols/comparison/design'
import { SCALES } from '@/lib/protocols/comparison/scales'
import {
  KnownRating,
  MOST_OPTIONS,
  MOST_RATED,
  RatedSystems,
  RatingCriterion,
  RatingOption,
} from '@/lib/protocols/rating/design'
import { DecidedName } from './decided-name'
import { NamedPreregistration } from './preregistration'
import { ComparisonDesign, GroupInput, MOST_CRITERIA, MOST_KNOWN, Planning, RatingDesign } from './schema'

/** What files are written as. */
export const FORMAT = 'evenhand-design/2'
/** From before there were ratings: of comparisons, without a word for it. */
const FIRST_FORMAT = 'evenhand-design/1'

const name = word(2000, 'Write a name here.').min(1, 'Write a name here.')

const NamedComparisons = z.discriminatedUnion('pairing', [
  z.strictObject({ pairing: z.literal('FOCAL'), focal: name, baselines: list(name, 1000, 'baselines') }),
  z.strictObject({ pairing: z.literal('ALL'), systems: list(name, 100, 'systems') }),
  z.strictObject({
    pairing: z.literal('LISTED'),
    pairs: list(z.strictObject({ a: name, b: name }), MOST_PAIRS, 'pairs'),
  }),
])

const Criterion = z.strictObject(CriterionInput.shape).superRefine(({ scale, labels }, context) => {
  for (const code of Object.keys(labels))
    if (!SCALES[scale].options.some((option) => option.code === code))
      context.addIssue({ code: 'custom', path: ['labels', code], message: `The scale ${scale} has no such verdict.` })
})

const { providerId: _, ...model } = ModelInput.shape

/** What an installation has other ids for, in a file of any kind. */
const named = {
  groups: list(z.strictObject(GroupInput.shape), 12, 'groups'),
  models: list(
    z.strictObject({
      ...ModelGroupInput.shape,
      models: list(z.strictObject({ ...model, provider: name }), MOST_MODELS, 'models'),
    }),
    12,
    'groups of models',
  ).default([]),
  planning: z.strictObject(Planning.shape),
  preregistration: NamedPreregistration.nullable().default(null),
  promptSet: name,
  names: list(
    z.strictObject({
      ...{ prompt: name, system: name.nullable(), sample: DecidedName.shape.sample },
      ...{ word: DecidedName.shape.word, decision: DecidedName.shape.decision },
    }),
    100_000,
    'decisions',
  ).default([]),
}

const { promptSetId: __, ...comparison } = ComparisonDesign.shape
const { promptId: ___, systemAId: ____, systemBId: _____, ...knownPair } = KnownItemInput.shape

const ComparisonFile = z.strictObject({
  format: z.enum([FORMAT, FIRST_FORMAT]),
  ...{ ...comparison, ...named },
  protocol: z.literal('COMPARISON'),
  criteria: list(Criterion, MOST_CRITERIA, 'criteria'),
  comparisons: NamedComparisons,
  known: list(z.strictObject({ ...knownPair, prompt: name, a: name, b: name }), MOST_KNOWN, 'gold and practice items'),
})
export type ComparisonFile = z.output<typeof ComparisonFile>

const { promptSetId: ______, ...rating } = RatingDesign.shape
const { promptId: _______, systemId: ________, ...knownRating } = KnownRating.shape

const RatingFile = z.strictObject({
  format: z.literal(FORMAT),
  ...{ ...rating, ...named },
  criteria: list(
    z.strictObject({
      ...RatingCriterion.shape,
      options: list(z.strictObject(RatingOption.shape), MOST_OPTIONS, 'options'),
    }),
    MOST_CRITERIA,
    'criteria',
  ),
  rated: z.strictObject({ systems: list(name, MOST_RATED, 'systems'), samples: RatedSystems.shape.samples }),
  known: list(z.strictObject({ ...knownRating, prompt: name, system: name }), MOST_KNOWN, 'gold and practice items'),
})
export type RatingFile = z.output<typeof RatingFile>

/** A design as a file: what the form takes, with systems, the prompt set and prompts by name, for any installation. */
const DesignFile = z.discriminatedUnion('protocol', [ComparisonFile, RatingFile], 'Write COMPARISON or RATING here.')
export type DesignFile = z.output<typeof DesignFile>

/** What may be said of a design in part: fields of a file, each as a whole. */
export const PartOfDesign = z.union([ComparisonFile.partial(), RatingFile.partial()])

/**
 * Reads a design file's text, without looking at what it names.
 * @throws AppError `file_unreadable` for what is no design file of a version that is read; `invalid` with what is wrong by
 *   place
 */
export function parseDesignFile(text: string): DesignFile {
  const json = parseJson(text)
  const format = z.object({ format: z.string() }).safeParse(json).data?.format
  if (format === undefined) throw unreadable(`This is no design file: it does not begin with "format": "${FORMAT}".`)
  if (format !== FORMAT && format !== FIRST_FORMAT)
    throw unreadable(`This file has the format ${format}. Designs are read as ${FORMAT} and ${FIRST_FORMAT}.`)
  const error = ({ input }: { input?: unknown }) => (input === undefined ? 'This is missing.' : undefined)
  const result =
    format === FIRST_FORMAT
      ? ComparisonFile.safeParse({ protocol: 'COMPARISON', ...(json as object) }, { error })
      : DesignFile.safeParse(json, { error })
  if (!result.success)
    throw new AppError('invalid', { message: WRONG, fields: byPlace(result.error.issues, (path) => path) })
  return result.data
}

/** Said above what is wrong with a file by place. */
export const WRONG = 'Some of the file has to be mended first.'

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    throw unreadable(`This is not JSON: ${(error as Error).message}.`)
  }
}

function unreadable(message: string): AppError {
  return new AppError('file_unreadable', { message })
}

/** What is wrong, by place: `comparisons.baselines[2]`. */
export function byPlace(
  issues: readonly z.core.$ZodIssue[],
  rename: (path: PropertyKey[]) => PropertyKey[],
): Record<string, string[]> {
  const fields: Record<string, string[]> = {}
  for (const issue of issues.slice(0, MOST_ERRORS)) {
    const place = placeOf(rename(issue.path))
    fields[place] ??= []
    fields[place].push(issue.message)
  }
  return fields
}

/** A path as a place in a file; the whole is `design`. */
export function placeOf(path: readonly PropertyKey[]): string {
  const place = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('')
  return place.replace(/^\./, '') || 'design'
}
