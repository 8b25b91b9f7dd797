import { AppError } from '@/lib/errors'
import type { Comparisons } from '@/lib/protocols/comparison/design'
import { byPlace, type DesignFile, placeOf, WRONG } from './design-file'
import { type ComparisonDesign, StudyInput } from './schema'

/** Ids by what an installation calls things. */
export type Ids = {
  promptSetId: string | undefined
  systems: ReadonlyMap<string, string>
  /** By external id, of the prompt set. */
  prompts: ReadonlyMap<string, string>
  /** Of the prompt set. */
  categories: ReadonlySet<string>
}

/**
 * A design file's design as the form takes it, with the ids of what it names.
 * @throws AppError `invalid` with what is unknown here, or breaks a rule of designs, by place in the file
 */
export function resolveDesign(
  { format: _, promptSet, comparisons, known, names, ...rest }: DesignFile,
  ids: Ids,
): StudyInput {
  const unknown: Record<string, string[]> = {}
  const find = (id: string | undefined, what: string, called: string, ...path: PropertyKey[]) => {
    if (id === undefined) unknown[placeOf(path)] = [`there is no ${what} ${called} here.`]
    return id ?? ''
  }
  const system = (called: string, ...path: PropertyKey[]) =>
    find(ids.systems.get(called), 'system named', called, ...path)
  const design: ComparisonDesign = {
    ...rest,
    promptSetId: find(ids.promptSetId, 'prompt set named', promptSet, 'promptSet'),
    comparisons: resolveComparisons(comparisons, (called, ...path) => system(called, 'comparisons', ...path)),
    known: known.map(({ prompt, a, b, ...each }, index) => ({
      ...each,
      // Of a set that is not there, no prompt is: said once.
      promptId: ids.promptSetId
        ? find(ids.prompts.get(prompt), 'prompt with the id', prompt, 'known', index, 'prompt')
        : '',
      systemAId: system(a, 'known', index, 'a'),
      systemBId: system(b, 'known', index, 'b'),
    })),
    names: names.map(({ prompt, system: called, ...each }, index) => ({
      ...each,
      promptId: ids.promptSetId
        ? find(ids.prompts.get(prompt), 'prompt with the id', prompt, 'names', index, 'prompt')
        : '',
      systemId: system(called, 'names', index, 'system'),
    })),
  }
  if (ids.promptSetId && rest.category !== null && !ids.categories.has(rest.category))
    unknown.category = [`the prompt set has no category ${rest.category}.`]
  for (const [index, category] of rest.warnedCategories.entries())
    if (ids.promptSetId && !ids.categories.has(category))
      unknown[placeOf(['warnedCategories', index])] = [`the prompt set has no category ${category}.`]
  if (Object.keys(unknown).length > 0) throw new AppError('invalid', { message: UNKNOWN, fields: unknown })
  const result = StudyInput.safeParse(design)
  if (!result.success) throw new AppError('invalid', { message: WRONG, fields: byPlace(result.error.issues, inFile) })
  return result.data
}

const UNKNOWN = 'The file names what is not here. Upload it first, or change the names in the file.'

type Find = (called: string, ...path: PropertyKey[]) => string

function resolveComparisons(named: DesignFile['comparisons'], find: Find): Comparisons {
  const { pairing } = named
  if (pairing === 'ALL')
    return { pairing, systemIds: named.systems.map((called, index) => find(called, 'systems', index)) }
  if (pairing === 'LISTED')
    return {
      pairing,
      pairs: named.pairs.map(({ a, b }, index) => ({
        a: find(a, 'pairs', index, 'a'),
        b: find(b, 'pairs', index, 'b'),
      })),
    }
  return {
    pairing,
    focalSystemId: find(named.focal, 'focal'),
    baselineIds: named.baselines.map((called, index) => find(called, 'baselines', index)),
  }
}

const IN_FILE: Record<string, string> = {
  promptSetId: 'promptSet',
  focalSystemId: 'focal',
  baselineIds: 'baselines',
  systemIds: 'systems',
  promptId: 'prompt',
  systemAId: 'a',
  systemBId: 'b',
}

function inFile(path: PropertyKey[]): PropertyKey[] {
  return path.map((part) => IN_FILE[String(part)] ?? part)
}
