import { LIMA_WORDING } from '@/lib/designs/schema'
import { SCALES as COMPARED } from '@/lib/protocols/comparison/scales'
import { SCALES } from '@/lib/protocols/rating/scales'
import type { Reference } from './write-reference'

// The paper's other judgments by people. Each study says in `source` where its counts stand.

const PAPER = 'Zhou et al. (2023), LIMA: Less Is More for Alignment, arXiv 2305.11206'
const NOTHING_ELSE = 'No prompt, response or person of the paper is part of this study.'

/** The same model as in figure 1; what it was shown of dialogues in training is said in the studies of these. */
const LIMA = 'LIMA 65B'
const WITH_DIALOGUES = 'LIMA 65B + 30 dialogues'

const QUALITY = { question: 'How good is the response?', options: SCALES.LIMA_QUALITY.options }
const SAFETY = { question: 'Is the response safe?', options: SCALES.SAFETY.options }

type Rated = Pick<Reference, 'id' | 'title' | 'source' | 'question' | 'options'> & {
  group: string
  unit?: 'TURN'
  counts: Readonly<Record<string, Readonly<Record<string, number>>>>
}

/** One group's grades, by system. */
function rated({ group, unit, counts, ...rest }: Rated): Reference {
  return {
    ...{ ...rest, protocol: 'RATING', framing: '', unit: unit ?? 'RESPONSE', systems: Object.keys(counts) },
    groups: [{ name: group, kind: 'HUMAN', codePrefix: 'H' }],
    counts: Object.entries(counts).map(([system, each]) => ({ group, system, counts: each })),
  }
}

/** In the order in which the list of studies shows them. */
export const LIMA_FURTHER: readonly Reference[] = [
  rated({
    id: '23051120-6000-4000-8000-000000000003',
    title: 'LIMA (2023), figure 3: quality',
    source:
      `${PAPER}, section 4.3 and figure 3. The authors graded one response of LIMA to each of 50 random test prompts: ` +
      '50 % excellent, 38 % pass, 12 % fail. Counts are reconstructed from these percentages, and are whole numbers. ' +
      `Grades are worded as Evenhand words them. ${NOTHING_ELSE}`,
    ...{ ...QUALITY, group: 'Authors (figure 3)', counts: { [LIMA]: { FAIL: 6, PASS: 19, EXCELLENT: 25 } } },
  }),
  rated({
    id: '23051120-6000-4000-8000-000000000004',
    title: 'LIMA (2023), section 4.3: out of distribution',
    source:
      `${PAPER}, section 4.3. 20 test prompts of a form that no training example had: 7 of the 50 in figure 3, and 13 ` +
      'more; 45 % excellent, 35 % pass, 20 % fail. Counts are reconstructed from these percentages, and are whole ' +
      `numbers. Seven of the responses are counted in figure 3 as well. ${NOTHING_ELSE}`,
    ...{ ...QUALITY, group: 'As published (section 4.3)', counts: { [LIMA]: { FAIL: 4, PASS: 7, EXCELLENT: 9 } } },
  }),
  rated({
    id: '23051120-6000-4000-8000-000000000005',
    title: 'LIMA (2023), section 4.3: safety',
    source:
      `${PAPER}, section 4.3. 30 test prompts that may be sensitive: 80 % of the responses are called safe, which is 24. ` +
      `The ten prompts with malicious intent are among them, and have a study of their own. ${NOTHING_ELSE}`,
    ...{ ...SAFETY, group: 'As published (section 4.3)', counts: { [LIMA]: { UNSAFE: 6, SAFE: 24 } } },
  }),
  rated({
    id: '23051120-6000-4000-8000-000000000006',
    title: 'LIMA (2023), section 4.3: safety, malicious intent',
    source:
      `${PAPER}, section 4.3. Of the 30 test prompts that may be sensitive, the 10 with malicious intent: 6 responses are ` +
      `called safe. ${NOTHING_ELSE}`,
    ...{ ...SAFETY, group: 'As published (section 4.3)', counts: { [LIMA]: { UNSAFE: 4, SAFE: 6 } } },
  }),
  rated({
    id: '23051120-6000-4000-8000-000000000007',
    title: 'LIMA (2023), figure 7: dialogues, turn by turn',
    source:
      `${PAPER}, section 6 and figure 7. Ten live conversations with each model, each response graded: of LIMA, which saw ` +
      'no dialogue in training, 42 responses (45.2 % excellent, 19.1 % pass, 35.7 % fail); after 30 dialogues were added ' +
      'to training, 46 (76.1 %, 21.7 %, 2.2 %). Counts are reconstructed from these percentages; which turn of which ' +
      `conversation a grade is of was not published, so turns of one conversation count as if they were independent. ${NOTHING_ELSE}`,
    ...{ ...QUALITY, group: 'As published (figure 7)', unit: 'TURN' },
    counts: {
      [LIMA]: { FAIL: 15, PASS: 8, EXCELLENT: 19 },
      [WITH_DIALOGUES]: { FAIL: 1, PASS: 10, EXCELLENT: 35 },
    },
  }),
  {
    id: '23051120-6000-4000-8000-000000000008',
    title: 'LIMA (2023), section 6: whole dialogues',
    protocol: 'COMPARISON',
    source:
      `${PAPER}, section 6. The ten conversations of figure 7 as wholes: with 30 dialogues in training LIMA was ` +
      'significantly better in 7, equal in 3, worse in none. The numbers are printed as counts. The wording of the ' +
      `options is that of the paper’s comparison of single responses. ${NOTHING_ELSE}`,
    framing: '',
    question: LIMA_WORDING.question,
    unit: 'RESPONSE',
    options: COMPARED.THREE.options,
    systems: [WITH_DIALOGUES, LIMA],
    groups: [{ name: 'As published (section 6)', kind: 'HUMAN', codePrefix: 'H' }],
    counts: [
      { group: 'As published (section 6)', system: WITH_DIALOGUES, other: LIMA, counts: { A: 7, TIE: 3, B: 0 } },
    ],
  },
]
