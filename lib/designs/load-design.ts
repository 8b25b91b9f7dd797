import 'server-only'
import type { db, Tx } from '@/lib/db/client'
import type { ItemKind } from '@/lib/db/generated/enums'
import { ModelGroupInput } from '@/lib/models/design'
import type { Comparisons } from '@/lib/protocols/comparison/design'
import { scaleOf } from '@/lib/protocols/comparison/scales'
import { rng } from '@/lib/rng'
import { loadDecided } from './decided-names'
import { Preregistration } from './preregistration'
import { PLANNING, Planning, type StudyInput } from './schema'
import { samplesOfDesign, systemsOfDesign } from './systems-of-design'

/** What a design is stored as. One after another: in a transaction all of it comes over one connection. */
async function readDesignRows(tx: Tx | typeof db, studyId: string) {
  const of = { where: { studyId }, orderBy: { position: 'asc' } } as const
  const study = await tx.study.findUniqueOrThrow({ where: { id: studyId } })
  const systems = await tx.studySystem.findMany(of)
  const pairs = await tx.studyPair.findMany(of)
  const criteria = await tx.criterion.findMany({ ...of, include: { options: { orderBy: of.orderBy } } })
  const everyGroup = await tx.annotatorGroup.findMany({
    where: { studyId },
    orderBy: [{ position: 'asc' }, { codePrefix: 'asc' }],
  })
  const groups = everyGroup.filter(({ kind }) => kind === 'HUMAN')
  const modelGroups = everyGroup.filter(({ kind }) => kind === 'LLM')
  const knownItems = await tx.knownItem.findMany(of)
  return { ...study, systems, pairs, criteria, groups, modelGroups, knownItems }
}

type Rows = Awaited<ReturnType<typeof readDesignRows>>

/** A study's design as the form, a design file and the plan take it. */
export async function loadDesign(tx: Tx | typeof db, studyId: string): Promise<StudyInput> {
  const study = await readDesignRows(tx, studyId)
  const common = { ...readCommon(study), names: await loadDecided(tx, studyId) }
  return study.protocol === 'RATING'
    ? { protocol: study.protocol, ...common, ...readRating(study) }
    : { protocol: study.protocol, ...common, ...readComparison(study) }
}

/** What every kind of design has. */
function readCommon(study: Rows) {
  const { title, framing, instructions, consent, rationale, category, sample, overlap, sharedItems } = study
  const { repeatShare, cap, leaseMinutes, reviseLast, looks, seed } = study
  const { minSeconds, readToEnd, warnedCategories, leaveOutUnanswered, parityMargin } = study
  return {
    ...{ title, framing, instructions, consent, rationale, category, sample, overlap, sharedItems },
    ...{ repeatShare, cap, leaseMinutes, reviseLast, looks, seed },
    ...{ minSeconds, readToEnd, warnedCategories, leaveOutUnanswered, parityMargin },
    promptSetId: study.promptSetId ?? '',
    preregistration: Preregistration.nullable().parse(study.preregistration),
    planning: Planning.safeParse(study.planning).data ?? PLANNING,
    groups: study.groups.map(({ name, codePrefix, overlap, judgesShared, places }) => ({
      ...{ name, codePrefix, overlap, judgesShared, places },
    })),
    models: readModels(study),
  }
}

/** Groups of models that say of none what it is to be are no part of a design: their judgments were brought in. */
function readModels({ modelGroups }: Rows): ModelGroupInput[] {
  return modelGroups
    .filter(({ models }) => models !== null)
    .map(({ name, codePrefix, models }) => ModelGroupInput.parse({ name, codePrefix, models }))
}

function readComparison(study: Rows) {
  return {
    criteria: study.criteria.map(({ question, options }) => ({
      question,
      scale: scaleOf(options.map(({ code }) => code)),
      labels: Object.fromEntries(options.map(({ code, label }) => [code, label])),
    })),
    comparisons: readComparisons(study),
    identicalChecks: study.identicalChecks,
    known: study.knownItems.map(({ promptId, systemAId, systemBId, expected, feedback, kind }) => ({
      ...{ promptId, systemAId, systemBId: systemBId ?? '', expected, feedback, kind: knownKind(kind) },
    })),
  }
}

function readRating(study: Rows) {
  return {
    criteria: study.criteria.map(({ question, unit, options }) => ({
      ...{ question, unit },
      options: options.map(({ code, score, label, anchor }) => ({ code, score, label, anchor })),
    })),
    rated: { systemIds: study.systems.map(({ systemId }) => systemId), samples: study.samples },
    known: study.knownItems.map(({ promptId, systemAId, expected, feedback, kind }) => ({
      ...{ promptId, systemId: systemAId, expected, feedback, kind: knownKind(kind) },
    })),
  }
}

function knownKind(kind: ItemKind): 'GOLD' | 'PRACTICE' {
  return kind === 'PRACTICE' ? 'PRACTICE' : 'GOLD'
}

type Stored = {
  pairing: Comparisons['pairing']
  systems: { systemId: string; focal: boolean }[]
  pairs: { systemAId: string; systemBId: string }[]
}

function readComparisons({ pairing, systems, pairs }: Stored): Comparisons {
  if (pairing === 'LISTED') return { pairing, pairs: pairs.map(({ systemAId: a, systemBId: b }) => ({ a, b })) }
  const paired = systems.filter(({ systemId: id }) =>
    pairs.some((pair) => id === pair.systemAId || id === pair.systemBId),
  )
  if (pairing === 'ALL') return { pairing, systemIds: paired.map(({ systemId }) => systemId) }
  return {
    pairing,
    focalSystemId: systems.find(({ focal }) => focal)?.systemId ?? '',
    baselineIds: pairs.map(({ systemBId }) => systemBId),
  }
}

/** A prompt as the plan and the protocol take it. */
export type SelectedPrompt = { id: string; externalId: string; digest: string }

/**
 * The prompts a design selects, in the set's order: all or one category, or a sample of them drawn from the seed. Where
 * the design leaves out prompts that a system lacks a response to, the sample is drawn from the others.
 */
export async function loadPrompts(tx: Tx | typeof db, design: StudyInput): Promise<SelectedPrompt[]> {
  const { promptSetId, category, sample, seed } = design
  const all = await tx.prompt.findMany({
    where: { promptSetId, ...(category !== null && { category }) },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    select: { id: true, externalId: true, digest: true },
  })
  const prompts = design.leaveOutUnanswered ? await answeredByAll(tx, design, all) : all
  if (sample === null || sample >= prompts.length) return prompts
  const drawn = rng(seed, 'sample of prompts').shuffle(prompts.map((_, index) => index))
  const chosen = new Set(drawn.slice(0, sample))
  return prompts.filter((_, index) => chosen.has(index))
}

/** Those of some prompts that every system of a design has all its responses to. */
async function answeredByAll(
  tx: Tx | typeof db,
  design: StudyInput,
  prompts: SelectedPrompt[],
): Promise<SelectedPrompt[]> {
  const [systems, samples] = [systemsOfDesign(design), samplesOfDesign(design)]
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT "promptId" AS id FROM "SystemResponse"
    WHERE "promptSetId" = ${design.promptSetId}::uuid AND sample < ${samples} AND NOT absent AND "systemId" = ANY (${systems}::uuid[])
    GROUP BY 1 HAVING count(*) = ${systems.length * samples}`
  const answered = new Set(rows.map(({ id }) => id))
  return prompts.filter(({ id }) => answered.has(id))
}
