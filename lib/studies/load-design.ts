import 'server-only'
import type { db, Tx } from '@/lib/db/client'
import { loadDecided } from '@/lib/names/decided'
import { rng } from '@/lib/rng'
import { scaleOf } from './scales'
import { type Comparisons, PLANNING, Planning, type StudyInput } from './schema'

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

/** A study's design as the form, a design file and the plan take it. */
export async function loadDesign(tx: Tx | typeof db, studyId: string): Promise<StudyInput> {
  const study = await readDesignRows(tx, studyId)
  const { title, framing, instructions, consent, rationale, category, sample, overlap, sharedItems } = study
  const { repeatShare, identicalChecks, cap, leaseMinutes, reviseLast, looks, seed } = study
  const { minSeconds, readToEnd, warnedCategories } = study
  return {
    ...{ title, framing, instructions, consent, rationale, category, sample, overlap, sharedItems },
    ...{ repeatShare, identicalChecks, cap, leaseMinutes, reviseLast, looks, seed },
    ...{ minSeconds, readToEnd, warnedCategories },
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

/** The prompts a design selects, in the set's order: all or one category, or a sample of them drawn from the seed. */
export async function loadPrompts(tx: Tx | typeof db, design: StudyInput): Promise<SelectedPrompt[]> {
  const { promptSetId, category, sample, seed } = design
  const prompts = await tx.prompt.findMany({
    where: { promptSetId, ...(category !== null && { category }) },
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
    select: { id: true, externalId: true, digest: true },
  })
  if (sample === null || sample >= prompts.length) return prompts
  const drawn = rng(seed, 'sample of prompts').shuffle(prompts.map((_, index) => index))
  const chosen = new Set(drawn.slice(0, sample))
  return prompts.filter((_, index) => chosen.has(index))
}
