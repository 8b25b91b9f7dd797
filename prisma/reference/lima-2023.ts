import type { PrismaClient } from '@/lib/db/generated/client'
import { LIMA_WORDING } from '@/lib/designs/schema'
import { SCALES } from '@/lib/protocols/comparison/scales'

/** The study's id is fixed, so that writing it twice writes it once. */
const LIMA_STUDY_ID = '23051120-6000-4000-8000-000000000000'

const SOURCE =
  'Zhou et al. (2023), LIMA: Less Is More for Alignment, arXiv 2305.11206, figures 1 and 2; wording from appendix C, ' +
  'figure 11. Counts are reconstructed from the percentages printed there for 300 prompts, one percent being three ' +
  'prompts, so each may be off by one or two. No prompt, response or person of the paper is part of this study.'

const PROMPTS = 300

const FOCAL = 'LIMA 65B'

const GROUPS = [
  { name: 'Human annotators (figure 1)', kind: 'HUMAN', codePrefix: 'H' },
  { name: 'GPT-4 as annotator (figure 2)', kind: 'LLM', codePrefix: 'G' },
] as const

/** Percent of the prompts on which LIMA wins, ties and loses: for people (figure 1), then for GPT-4 (figure 2). */
const PRINTED = [
  ['Alpaca 65B', [53, 21, 26], [64, 19, 17]],
  ['DaVinci003', [44, 21, 35], [54, 23, 23]],
  ['Bard (April 2023)', [33, 25, 42], [27, 26, 47]],
  ['Claude (April 2023)', [24, 22, 54], [14, 23, 63]],
  ['GPT-4 (April 2023)', [18, 25, 57], [19, 15, 66]],
] as const

const CODES = ['A', 'TIE', 'B'] as const

/**
 * Writes “LIMA (2023), published figures”: the verdict counts of the paper, without prompts, responses or people.
 * Safe to repeat: an existing copy is left as it is.
 *
 * @returns the study's id
 */
export async function writeLimaReference(db: PrismaClient): Promise<string> {
  await db.$transaction(async (tx) => {
    if (await tx.study.findUnique({ where: { id: LIMA_STUDY_ID }, select: { id: true } })) return
    const names = [FOCAL, ...PRINTED.map(([baseline]) => baseline)]
    await tx.system.createMany({ data: names.map((name) => ({ name })), skipDuplicates: true })
    const systems = new Map((await tx.system.findMany({ where: { name: { in: names } } })).map((s) => [s.name, s.id]))
    const idOf = (name: string) => systems.get(name) as string
    const study = await tx.study.create({
      data: {
        id: LIMA_STUDY_ID,
        title: 'LIMA (2023), published figures',
        origin: 'RECONSTRUCTED',
        status: 'CLOSED',
        framing: LIMA_WORDING.framing,
        source: SOURCE,
        seed: 0,
        systems: { create: names.map((name, position) => ({ systemId: idOf(name), position, focal: name === FOCAL })) },
        criteria: { create: { position: 0, question: LIMA_WORDING.question, options: { create: options() } } },
        groups: { create: [...GROUPS] },
      },
      include: { criteria: true },
    })
    const criterionId = study.criteria[0]?.id as string
    const groups = await tx.annotatorGroup.findMany({ where: { studyId: LIMA_STUDY_ID } })
    const groupIds = GROUPS.map(({ name }) => groups.find((group) => group.name === name)?.id as string)
    const keys = { studyId: LIMA_STUDY_ID, criterionId, systemAId: idOf(FOCAL) }
    await tx.tally.createMany({
      data: PRINTED.flatMap(([baseline, ...figures]) =>
        figures.flatMap((percents, figure) =>
          percents.map((percent, outcome) => ({
            ...keys,
            systemBId: idOf(baseline),
            groupId: groupIds[figure] as string,
            choice: CODES[outcome] as string,
            count: (percent * PROMPTS) / 100,
          })),
        ),
      ),
    })
  })
  return LIMA_STUDY_ID
}

function options() {
  return SCALES.THREE.options.map(({ code, label, score }, position) => ({ code, label, score, position }))
}
