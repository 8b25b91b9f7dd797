import { z } from 'zod'
import { AppError } from '@/lib/errors'
import { MOST_ERRORS } from '@/lib/field-errors'
import { list, word } from '@/lib/inputs'
import { type Comparisons, CriterionInput, KnownItemInput, MOST_PAIRS } from '@/lib/protocols/comparison/design'
import { SCALES } from '@/lib/protocols/comparison/scales'
import { DecidedName } from './decided-name'
import { ComparisonDesign, GroupInput, MOST_CRITERIA, Planning } from './schema'

const FORMAT = 'evenhand-design/1'

const name = word(2000, 'Write a name here.').min(1, 'Write a name here.')

const NamedComparisons = z.discriminatedUnion('pairing', [
  z.strictObject({ pairing: z.literal('FOCAL'), focal: name, baselines: list(name, 1000, 'baselines') }),
  z.strictObject({ pairing: z.literal('ALL'), systems: list(name, 100, 'systems') }),
  z.strictObject({
    pairing: z.literal('LISTED'),
    pairs: list(z.strictObject({ a: name, b: name }), MOST_PAIRS, 'pairs'),
  }),
])

const { promptSetId: _, comparisons: __, known: ___, names: ____, rated: ________, ...plain } = ComparisonDesign.shape
const { promptId: _____, systemAId: ______, systemBId: _______, ...knownPlain } = KnownItemInput.shape

const Criterion = z.strictObject(CriterionInput.shape).superRefine(({ scale, labels }, context) => {
  for (const code of Object.keys(labels))
    if (!SCALES[scale].options.some((option) => option.code === code))
      context.addIssue({ code: 'custom', path: ['labels', code], message: `The scale ${scale} has no such verdict.` })
})

/** A design as a file: what the form takes, with systems, the prompt set and prompts by name, for any installation. */
const DesignFile = z.strictObject({
  format: z.literal(FORMAT),
  ...plain,
  criteria: list(Criterion, MOST_CRITERIA, 'criteria'),
  groups: list(z.strictObject(GroupInput.shape), 12, 'groups'),
  planning: z.strictObject(Planning.shape),
  promptSet: name,
  comparisons: NamedComparisons,
  known: list(z.strictObject({ ...knownPlain, prompt: name, a: name, b: name }), 500, 'gold and practice items'),
  names: list(
    z.strictObject({
      prompt: name,
      system: name,
      word: DecidedName.shape.word,
      decision: DecidedName.shape.decision,
    }),
    100_000,
    'decisions',
  ).default([]),
})
export type DesignFile = z.output<typeof DesignFile>

/** A design file as it is written. */
export type WrittenDesign = Omit<DesignFile, 'protocol'>

/** What an installation calls the things that a design names. */
export type Names = {
  promptSet: string
  systems: ReadonlyMap<string, string>
  /** External ids by id. */
  prompts: ReadonlyMap<string, string>
}

/** A design as the file that describes it. */
export function toDesignFile(design: ComparisonDesign, names: Names): WrittenDesign {
  // Files of this format are of comparisons, and do not say so.
  const { protocol: _, promptSetId: __, comparisons, known, names: decided, ...rest } = design
  const system = (id: string) => names.systems.get(id) ?? ''
  return {
    format: FORMAT,
    ...rest,
    promptSet: names.promptSet,
    comparisons: nameComparisons(comparisons, system),
    known: known.map(({ promptId, systemAId, systemBId, ...each }) => ({
      ...each,
      ...{ prompt: names.prompts.get(promptId) ?? '', a: system(systemAId), b: system(systemBId) },
    })),
    names: decided.map(({ promptId, systemId, word, decision }) => ({
      ...{ prompt: names.prompts.get(promptId) ?? '', system: system(systemId), word, decision },
    })),
  }
}

function nameComparisons(comparisons: Comparisons, system: (id: string) => string): DesignFile['comparisons'] {
  const { pairing } = comparisons
  if (pairing === 'ALL') return { pairing, systems: comparisons.systemIds.map(system) }
  if (pairing === 'LISTED')
    return { pairing, pairs: comparisons.pairs.map(({ a, b }) => ({ a: system(a), b: system(b) })) }
  return { pairing, focal: system(comparisons.focalSystemId), baselines: comparisons.baselineIds.map(system) }
}

/**
 * Reads a design file's text, without looking at what it names.
 * @throws AppError `file_unreadable` for what is no design file of this version; `invalid` with what is wrong by place
 */
export function parseDesignFile(text: string): DesignFile {
  const json = parseJson(text)
  const format = z.object({ format: z.string() }).safeParse(json).data?.format
  if (format === undefined) throw unreadable(`This is no design file: it does not begin with "format": "${FORMAT}".`)
  if (format !== FORMAT) throw unreadable(`This file has the format ${format}. Designs are read as ${FORMAT}.`)
  const error = ({ input }: { input?: unknown }) => (input === undefined ? 'This is missing.' : undefined)
  const result = DesignFile.safeParse(json, { error })
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
