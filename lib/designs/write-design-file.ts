import type { Comparisons } from '@/lib/protocols/comparison/design'
import { type ComparisonFile, type DesignFile, FORMAT, type RatingFile } from './design-file'
import { type Preregistration, renameSystems } from './preregistration'
import type { ComparisonDesign, RatingDesign, StudyInput } from './schema'

/** What an installation calls the things that a design names. */
export type Names = {
  promptSet: string
  systems: ReadonlyMap<string, string>
  providers: ReadonlyMap<string, string>
  /** External ids by id. */
  prompts: ReadonlyMap<string, string>
}

/** A design as the file that describes it. */
export function toDesignFile(design: StudyInput, names: Names): DesignFile {
  return design.protocol === 'RATING' ? ratingFile(design, names) : comparisonFile(design, names)
}

function comparisonFile(design: ComparisonDesign, names: Names): ComparisonFile {
  const { promptSetId: _, comparisons, known, models, names: decided, preregistration, ...rest } = design
  const { system, prompt } = naming(names)
  return {
    format: FORMAT,
    ...rest,
    promptSet: names.promptSet,
    comparisons: nameComparisons(comparisons, system),
    known: known.map(({ promptId, systemAId, systemBId, ...each }) => ({
      ...{ ...each, prompt: prompt(promptId), a: system(systemAId), b: system(systemBId) },
    })),
    models: nameProviders(models, names),
    names: nameDecisions(decided, names),
    preregistration: namePlan(preregistration, names),
  }
}

function ratingFile(design: RatingDesign, names: Names): RatingFile {
  const { promptSetId: _, rated, known, models, names: decided, preregistration, ...rest } = design
  const { system, prompt } = naming(names)
  return {
    format: FORMAT,
    ...rest,
    promptSet: names.promptSet,
    rated: { systems: rated.systemIds.map(system), samples: rated.samples },
    known: known.map(({ promptId, systemId, ...each }) => ({
      ...{ ...each, prompt: prompt(promptId), system: system(systemId) },
    })),
    models: nameProviders(models, names),
    names: nameDecisions(decided, names),
    preregistration: namePlan(preregistration, names),
  }
}

function nameProviders(groups: StudyInput['models'], { providers }: Names): DesignFile['models'] {
  return groups.map(({ models, ...group }) => ({
    ...group,
    models: models.map(({ providerId, ...model }) => ({ ...model, provider: providers.get(providerId) ?? '' })),
  }))
}

function naming({ systems, prompts }: Names) {
  return { system: (id: string) => systems.get(id) ?? '', prompt: (id: string) => prompts.get(id) ?? '' }
}

function namePlan(plan: Preregistration | null, names: Names): Preregistration | null {
  return plan && renameSystems(plan, naming(names).system)
}

function nameDecisions(decided: StudyInput['names'], names: Names): DesignFile['names'] {
  const { system, prompt } = naming(names)
  return decided.map(({ promptId, systemId, sample, word, decision }) => ({
    ...{ prompt: prompt(promptId), system: systemId && system(systemId), sample, word, decision },
  }))
}

function nameComparisons(comparisons: Comparisons, system: (id: string) => string): ComparisonFile['comparisons'] {
  const { pairing } = comparisons
  if (pairing === 'ALL') return { pairing, systems: comparisons.systemIds.map(system) }
  if (pairing === 'LISTED')
    return { pairing, pairs: comparisons.pairs.map(({ a, b }) => ({ a: system(a), b: system(b) })) }
  return { pairing, focal: system(comparisons.focalSystemId), baselines: comparisons.baselineIds.map(system) }
}
