import 'server-only'
import type { db, Tx } from '@/lib/db/client'
import { AppError } from '@/lib/errors'
import { type Comparisons, pairsOf } from '@/lib/protocols/comparison/design'
import { scaleOf } from '@/lib/protocols/comparison/scales'
import { RATINGS_REFUSED } from '@/lib/protocols/rating/refusal'
import { rng } from '@/lib/rng'
import { loadDecided } from './decided-names'
import { PLANNING, Planning, type StudyInput } from './schema'

/** What a design is stored as. One after another: in a transaction all of it comes over one connection. */
async function readDesignRows(tx: Tx | typeof db, studyId: string) {
  const of = { where: { studyId }, orderBy: { position: 'asc' } } as const
  const study = await tx.study.findUniqueOrThrow({ where: { id: studyId } })
  const systems = await tx.studySystem.findMany(of)
  const pairs = await tx.studyPair.findMany(of)
  const criteria = await tx.criterion.findMany({ ...of, include: { options: { orderBy: of.orderBy } } })
  const groups = await tx.annotatorGroup.findMany({
    where: { studyId, kind: 'HUMAN' },
    orderBy: [{ position: 'asc' }, { codePrefix: 'asc' }],
  })
  const knownItems = await tx.knownItem.findMany(of)
  return { ...study, systems, pairs, criteria, groups, knownItems }
}

/**
 * A study's design as the form, a design file and the plan take it.
 * @throws AppError `study_incomplete` for a kind of study that cannot be opened yet
 */
export async function loadDesign(tx: Tx | typeof db, studyId: string): Promise<StudyInput> {
  const study = await readDesignRows(tx, studyId)
  if (study.protocol === 'RATING') throw new AppError('study_incomplete', { message: RATINGS_REFUSED })
  const { title, framing, instructions, consent, rationale, category, sample, overlap, sharedItems } = study
  const { repeatShare, identicalChecks, cap, leaseMinutes, reviseLast, looks, seed } = study
  const { minSeconds, readToEnd, warnedCategories, leaveOutUnanswered } = study
  return {
    protocol: study.protocol,
    ...{ title, framing, instructions, consent, rationale, category, sample, overlap, sharedItems },
    ...{ repeatShare, identicalChecks, cap, leaseMinutes, reviseLast, looks, seed },
    ...{ minSeconds, readToEnd, warnedCategories, leaveOutUnanswered },
    names: await loadDecided(tx, studyId),
    promptSetId: study.promptSetId ?? '',
    planning: Planning.safeParse(study.planning).data ?? PLANNING,
    criteria: study.criteria.map(({ question, options }) => ({
      question,
      scale: scaleOf(options.map(({ code }) => code)),
      labels: Object.fromEntries(options.map(({ code, label }) => [code, label])),
    })),
    comparisons: readComparisons(study),
    groups: study.groups.map(({ name, codePrefix, overlap, judgesShared, places }) => ({
      ...{ name, codePrefix, overlap, judgesShared, places },
    })),
    known: study.knownItems.map(({ promptId, systemAId, systemBId, expected, feedback, kind }) => ({
      ...{ promptId, systemAId, systemBId, expected, feedback },
      kind: kind === 'PRACTICE' ? 'PRACTICE' : 'GOLD',
    })),
  }
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
 * the design leaves out prompts that a compared system has no response to, the sample is drawn from the others.
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

/** Those of some prompts that every compared system has a response to. */
async function answeredByAll(
  tx: Tx | typeof db,
  { promptSetId, comparisons }: StudyInput,
  prompts: SelectedPrompt[],
): Promise<SelectedPrompt[]> {
  const systems = [...new Set(pairsOf(comparisons).flatMap(({ a, b }) => [a, b]))]
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT "promptId" AS id FROM "SystemResponse"
    WHERE "promptSetId" = ${promptSetId}::uuid AND sample = 0 AND "systemId" = ANY (${systems}::uuid[])
    GROUP BY 1 HAVING count(*) = ${systems.length}`
  const answered = new Set(rows.map(({ id }) => id))
  return prompts.filter(({ id }) => answered.has(id))
}
