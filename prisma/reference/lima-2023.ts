import type { PrismaClient } from '@/lib/db/generated/client'
import { LIMA_WORDING } from '@/lib/designs/schema'
import { SCALES } from '@/lib/protocols/comparison/scales'
import { LIMA_FURTHER } from './lima-2023-further'
import { type Reference, writeReference } from './write-reference'

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

const LIMA_PREFERENCES: Reference = {
  id: '23051120-6000-4000-8000-000000000000',
  title: 'LIMA (2023), published figures',
  protocol: 'COMPARISON',
  source: SOURCE,
  framing: LIMA_WORDING.framing,
  question: LIMA_WORDING.question,
  unit: 'RESPONSE',
  options: SCALES.THREE.options,
  systems: [FOCAL, ...PRINTED.map(([baseline]) => baseline)],
  groups: GROUPS,
  counts: PRINTED.flatMap(([other, ...figures]) =>
    figures.map(([wins, ties, losses], figure) => ({
      ...{ group: GROUPS[figure]?.name as string, system: FOCAL, other },
      counts: { A: share(wins), TIE: share(ties), B: share(losses) },
    })),
  ),
}

function share(percent: number): number {
  return (percent * PROMPTS) / 100
}

/** Writes “LIMA (2023), published figures”, the preferences of its figures 1 and 2. @returns the study's id */
export function writeLimaReference(db: PrismaClient): Promise<string> {
  return writeReference(db, LIMA_PREFERENCES)
}

/** Writes all that LIMA published of people's judgments. The list of studies shows what is written last first. */
export async function writeLimaReferences(db: PrismaClient): Promise<void> {
  for (const reference of [...LIMA_FURTHER].reverse()) await writeReference(db, reference)
  await writeLimaReference(db)
}
