import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { ModelGroupInput, ModelSettings } from '@/lib/models/design'
import { pairsOf } from '@/lib/protocols/comparison/design'
import { SCALES } from '@/lib/protocols/comparison/scales'
import type { NameDecision } from './decided-name'
import { renameSystems } from './preregistration'
import type { ComparisonDesign, RatingDesign, StudyInput } from './schema'

/** What a protocol names beside the design: by names and digests, so that it says the same in any installation. */
export type ProtocolFacts = {
  promptSet: string
  prompts: readonly { id: string; externalId: string; digest: string }[]
  /** Prompts that were left out, because a system has no response to them. */
  unanswered: readonly { prompt: string; systems: readonly string[] }[]
  /** Names by id. */
  systems: ReadonlyMap<string, string>
  /** Digest of each planned item's responses, in plan order. */
  responsesDigest: string
  /** Of whom models are asked, by id. */
  providers: ReadonlyMap<string, ModelSettings['provider']>
  /** What was decided about names in prompts and responses, and how many items are left out by it. */
  names: { decided: NamedDecision[]; itemsLeftOut: number }
  items: number
  slots: number
}

/**
 * A decision about a word in a response, by names, or in the prompt itself, without a system; `sample` where it is not the
 * system's first to the prompt.
 */
export type NamedDecision = {
  prompt: string
  system: string | null
  sample?: number
  word: string
  decision: NameDecision
}

/**
 * A study's protocol as canonical JSON (RFC 8785): the same design over the same texts gives the same bytes, wherever
 * it is opened. Planning assumptions are no part of it.
 */
export function protocolText(design: StudyInput, facts: ProtocolFacts): string {
  const protocol = design.protocol === 'RATING' ? ratingProtocol(design, facts) : comparisonProtocol(design, facts)
  return canonicalize(protocol) as string
}

/** Of comparisons. It has no word for what it is: its hash stays what it was before there were ratings. */
function comparisonProtocol(design: ComparisonDesign, facts: ProtocolFacts) {
  const { protocol: _, criteria, comparisons, known, ...rest } = design
  const { name, prompt } = naming(facts)
  return {
    format: 'evenhand-protocol/1',
    ...commonParts(rest, facts),
    criteria: criteria.map(({ question, scale, labels }) => ({
      question,
      options: SCALES[scale].options.map(({ code, score }) => ({ code, score, label: labels[code] ?? '' })),
    })),
    comparisons: {
      pairing: comparisons.pairing,
      pairs: pairsOf(comparisons).map(({ a, b }) => ({ a: name(a), b: name(b) })),
      responsesSha256: facts.responsesDigest,
    },
    known: known.map(({ kind, promptId, systemAId, systemBId, expected, feedback }) => ({
      ...{ kind, prompt: prompt(promptId), a: name(systemAId), b: name(systemBId), expected, feedback },
    })),
  }
}

/** Of ratings: what is asked of which responses, with what each option stands for. */
function ratingProtocol(design: RatingDesign, facts: ProtocolFacts) {
  const { criteria, rated, known, ...rest } = design
  const { name, prompt } = naming(facts)
  return {
    format: 'evenhand-protocol/2',
    ...commonParts(rest, facts),
    criteria: criteria.map(({ question, unit, options }) => ({
      ...{ question, unit },
      options: options.map(({ code, score, label, anchor }) => ({ code, score, label, anchor })),
    })),
    rated: {
      ...{ systems: rated.systemIds.map(name), samples: rated.samples, responsesSha256: facts.responsesDigest },
    },
    known: known.map(({ kind, promptId, systemId, expected, feedback }) => ({
      ...{ kind, prompt: prompt(promptId), system: name(systemId), expected, feedback },
    })),
  }
}

/** What an installation calls systems and prompts; nothing of those it does not know. */
function naming({ systems, prompts }: ProtocolFacts) {
  const external = new Map(prompts.map(({ id, externalId }) => [id, externalId]))
  return { name: (id: string) => systems.get(id) ?? '', prompt: (id: string) => external.get(id) ?? '' }
}

type Common = Pick<
  StudyInput,
  | 'planning'
  | 'promptSetId'
  | 'category'
  | 'sample'
  | 'groups'
  | 'models'
  | 'parityMargin'
  | 'names'
  | 'leaveOutUnanswered'
  | 'preregistration'
>

/** What protocols of every kind say; `rest` is said as the design has it. */
function commonParts<D extends Common>(design: D, facts: ProtocolFacts) {
  const {
    planning: _,
    promptSetId: __,
    category,
    sample,
    groups,
    models,
    parityMargin,
    names: ___,
    leaveOutUnanswered,
    preregistration,
    ...rest
  } = design
  return {
    ...rest,
    prompts: {
      ...{ set: facts.promptSet, category, sample, count: facts.prompts.length },
      ...(leaveOutUnanswered && { leftOut: facts.unanswered }),
      sha256: sha256(facts.prompts.map(({ externalId, digest }) => `${externalId}\t${digest}\n`).join('')),
    },
    groups: groups.map(({ places: _, ...group }) => group),
    // Protocols without models say what they said before there were any.
    ...(models.length > 0 && { models: models.map((group) => nameProviders(group, facts)), parityMargin }),
    // Nor those without a plan, before there were any.
    ...(preregistration && { preregistration: renameSystems(preregistration, naming(facts).name) }),
    ...{ names: facts.names, items: facts.items, slots: facts.slots },
  }
}

/** Money is no part of a protocol: what a model may spend changes none of its verdicts. */
function nameProviders({ models, ...group }: ModelGroupInput, { providers }: ProtocolFacts) {
  return {
    ...group,
    models: models.map(({ providerId, tokenBudget: _, moneyBudget: __, ...model }) => ({
      ...{ provider: providers.get(providerId) ?? null, ...model },
    })),
  }
}

/** SHA-256 of a text, in hexadecimal. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** The hash of a protocol after an amendment: of the one before it and what was changed, as canonical JSON. */
export function amendedHash(before: string, amendment: { kind: string; before: unknown; after: unknown }): string {
  return sha256(canonicalize({ protocol: before, ...amendment }) as string)
}
