import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { pairsOf } from '@/lib/protocols/comparison/design'
import { SCALES } from '@/lib/protocols/comparison/scales'
import type { NameDecision } from './decided-name'
import type { StudyInput } from './schema'

/** What a protocol names beside the design: by names and digests, so that it says the same in any installation. */
export type ProtocolFacts = {
  promptSet: string
  prompts: readonly { id: string; externalId: string; digest: string }[]
  /** Prompts that were left out, because a compared system has no response to them. */
  unanswered: readonly { prompt: string; systems: readonly string[] }[]
  /** Names by id. */
  systems: ReadonlyMap<string, string>
  /** Digest of each planned item's responses, in plan order. */
  responsesDigest: string
  /** What was decided about names in responses, and how many items are left out by it. */
  names: { decided: NamedDecision[]; itemsLeftOut: number }
  items: number
  slots: number
}

/** A decision about a word in a response, by names. */
export type NamedDecision = { prompt: string; system: string; word: string; decision: NameDecision }

/**
 * A study's protocol as canonical JSON (RFC 8785): the same design over the same texts gives the same bytes, wherever
 * it is opened. Planning assumptions are no part of it.
 */
export function protocolText(design: StudyInput, facts: ProtocolFacts): string {
  const {
    // What a comparison's protocol says has no word for it: its hash stays what it was.
    protocol: ____,
    planning: _,
    criteria,
    comparisons,
    known,
    promptSetId: __,
    category,
    sample,
    groups,
    names: ___,
    leaveOutUnanswered,
    ...rest
  } = design
  const name = (id: string) => facts.systems.get(id) ?? ''
  const external = new Map(facts.prompts.map(({ id, externalId }) => [id, externalId]))
  const protocol = {
    format: 'evenhand-protocol/1',
    ...rest,
    criteria: criteria.map(({ question, scale, labels }) => ({
      question,
      options: SCALES[scale].options.map(({ code, score }) => ({ code, score, label: labels[code] ?? '' })),
    })),
    prompts: {
      ...{ set: facts.promptSet, category, sample, count: facts.prompts.length },
      ...(leaveOutUnanswered && { leftOut: facts.unanswered }),
      sha256: sha256(facts.prompts.map(({ externalId, digest }) => `${externalId}\t${digest}\n`).join('')),
    },
    comparisons: {
      pairing: comparisons.pairing,
      pairs: pairsOf(comparisons).map(({ a, b }) => ({ a: name(a), b: name(b) })),
      responsesSha256: facts.responsesDigest,
    },
    groups: groups.map(({ places: _, ...group }) => group),
    known: known.map(({ kind, promptId, systemAId, systemBId, expected, feedback }) => ({
      ...{ kind, prompt: external.get(promptId) ?? '', a: name(systemAId), b: name(systemBId), expected, feedback },
    })),
    ...{ names: facts.names, items: facts.items, slots: facts.slots },
  }
  return canonicalize(protocol) as string
}

/** SHA-256 of a text, in hexadecimal. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** The hash of a protocol after an amendment: of the one before it and what was changed, as canonical JSON. */
export function amendedHash(before: string, amendment: { kind: string; before: unknown; after: unknown }): string {
  return sha256(canonicalize({ protocol: before, ...amendment }) as string)
}
