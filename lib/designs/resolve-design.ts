import { AppError } from '@/lib/errors'
import type { Comparisons } from '@/lib/protocols/comparison/design'
import { byPlace, type ComparisonFile, type DesignFile, placeOf, type RatingFile, WRONG } from './design-file'
import { renameSystems } from './preregistration'
import { type ComparisonDesign, type RatingDesign, StudyInput } from './schema'

/** Ids by what an installation calls things. */
export type Ids = {
  promptSetId: string | undefined
  systems: ReadonlyMap<string, string>
  /** Of providers of models. */
  providers: ReadonlyMap<string, string>
  /** By external id, of the prompt set. */
  prompts: ReadonlyMap<string, string>
  /** Of the prompt set. */
  categories: ReadonlySet<string>
}

/**
 * A design file's design as the form takes it, with the ids of what it names.
 * @throws AppError `invalid` with what is unknown here, or breaks a rule of designs, by place in the file
 */
export function resolveDesign(file: DesignFile, ids: Ids): StudyInput {
  const finder = makeFinder(ids)
  const design = file.protocol === 'RATING' ? resolveRating(file, finder) : resolveComparison(file, finder)
  checkCategories(file, ids, finder)
  if (Object.keys(finder.unknown).length > 0)
    throw new AppError('invalid', { message: UNKNOWN, fields: finder.unknown })
  const result = StudyInput.safeParse(design)
  if (!result.success) throw new AppError('invalid', { message: WRONG, fields: byPlace(result.error.issues, inFile) })
  return result.data
}

const UNKNOWN = 'The file names what is not here. Upload it first, or change the names in the file.'

type Find = (called: string, ...path: PropertyKey[]) => string
type Finder = ReturnType<typeof makeFinder>

/** Finds ids by names, and notes by place what is not here. */
function makeFinder(ids: Ids) {
  const unknown: Record<string, string[]> = {}
  const find = (id: string | undefined, what: string, called: string, ...path: PropertyKey[]) => {
    if (id === undefined) unknown[placeOf(path)] = [`there is no ${what} ${called} here.`]
    return id ?? ''
  }
  const system: Find = (called, ...path) => find(ids.systems.get(called), 'system named', called, ...path)
  // Of a set that is not there, no prompt is: said once.
  const prompt: Find = (called, ...path) =>
    ids.promptSetId ? find(ids.prompts.get(called), 'prompt with the id', called, ...path) : ''
  const provider: Find = (called, ...path) => find(ids.providers.get(called), 'provider named', called, ...path)
  const set = (called: string) => find(ids.promptSetId, 'prompt set named', called, 'promptSet')
  return { unknown, system, provider, prompt, set }
}

function resolveComparison(file: ComparisonFile, { system, provider, prompt, set }: Finder): ComparisonDesign {
  const { format: _, promptSet, comparisons, known, models, names, preregistration, ...rest } = file
  return {
    ...rest,
    promptSetId: set(promptSet),
    comparisons: resolveComparisons(comparisons, (called, ...path) => system(called, 'comparisons', ...path)),
    known: known.map(({ prompt: asked, a, b, ...each }, index) => ({
      ...each,
      promptId: prompt(asked, 'known', index, 'prompt'),
      systemAId: system(a, 'known', index, 'a'),
      systemBId: system(b, 'known', index, 'b'),
    })),
    models: resolveModels(models, provider),
    names: resolveNames(names, system, prompt),
    preregistration: resolvePlan(preregistration, system),
  }
}

function resolveRating(file: RatingFile, { system, provider, prompt, set }: Finder): RatingDesign {
  const { format: _, promptSet, rated, known, models, names, preregistration, ...rest } = file
  return {
    ...rest,
    promptSetId: set(promptSet),
    rated: {
      systemIds: rated.systems.map((called, index) => system(called, 'rated', 'systems', index)),
      samples: rated.samples,
    },
    known: known.map(({ prompt: asked, system: called, ...each }, index) => ({
      ...each,
      promptId: prompt(asked, 'known', index, 'prompt'),
      systemId: system(called, 'known', index, 'system'),
    })),
    models: resolveModels(models, provider),
    names: resolveNames(names, system, prompt),
    preregistration: resolvePlan(preregistration, system),
  }
}

function resolveModels(groups: DesignFile['models'], find: Find): StudyInput['models'] {
  return groups.map(({ models, ...group }, index) => ({
    ...group,
    models: models.map(({ provider, ...model }, place) => ({
      ...{ ...model, providerId: find(provider, 'models', index, 'models', place, 'provider') },
    })),
  }))
}

function resolveNames(names: DesignFile['names'], system: Find, prompt: Find): StudyInput['names'] {
  return names.map(({ prompt: asked, system: called, ...each }, index) => ({
    ...each,
    promptId: prompt(asked, 'names', index, 'prompt'),
    systemId: called === null ? null : system(called, 'names', index, 'system'),
  }))
}

function resolvePlan(plan: DesignFile['preregistration'], system: Find): StudyInput['preregistration'] {
  return plan && renameSystems(plan, (called, ...path) => system(called, 'preregistration', ...path))
}

function resolveComparisons(named: ComparisonFile['comparisons'], find: Find): Comparisons {
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

function checkCategories({ category, warnedCategories }: DesignFile, ids: Ids, { unknown }: Finder): void {
  const isHere = (called: string) => !ids.promptSetId || ids.categories.has(called)
  const said = (called: string) => [`the prompt set has no category ${called}.`]
  if (category !== null && !isHere(category)) unknown.category = said(category)
  for (const [index, called] of warnedCategories.entries())
    if (!isHere(called)) unknown[placeOf(['warnedCategories', index])] = said(called)
}

const IN_FILE: Record<string, string> = {
  promptSetId: 'promptSet',
  focalSystemId: 'focal',
  baselineIds: 'baselines',
  systemIds: 'systems',
  promptId: 'prompt',
  systemId: 'system',
  systemAId: 'a',
  systemBId: 'b',
  providerId: 'provider',
}

function inFile(path: PropertyKey[]): PropertyKey[] {
  return path.map((part) => IN_FILE[String(part)] ?? part)
}
