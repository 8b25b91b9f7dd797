import { AppError } from '@/lib/errors'
import { scaleLabels } from '@/lib/protocols/comparison/scales'
import { SCALES } from '@/lib/protocols/rating/scales'
import { blankDesign, blankRating } from './blank-design'
import type { Preregistration } from './preregistration'
import type { Ids } from './resolve-design'
import type { ComparisonDesign, RatingDesign, StudyInput } from './schema'
import { toDesignFile } from './write-design-file'

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const SYSTEMS = { 'LIMA 65B': uuid(1), 'Claude "1"': uuid(2), 'Alpaca, 65B': uuid(3) }
const PROMPTS = { 'q-1': uuid(11), '0002': uuid(12) }
export const [lima, claude, alpaca] = Object.values(SYSTEMS) as [string, string, string]

/** What an installation knows by name. */
export const ids: Ids = {
  promptSetId: uuid(21),
  systems: new Map(Object.entries(SYSTEMS)),
  providers: new Map(),
  prompts: new Map(Object.entries(PROMPTS)),
  categories: new Set(['advice']),
}
const swap = (record: Record<string, string>) => new Map(Object.entries(record).map(([name, id]) => [id, name]))
const names = { promptSet: 'Everyday', systems: swap(SYSTEMS), providers: new Map(), prompts: swap(PROMPTS) }

/** A plan that the design below does not contradict. */
export const planned: Preregistration = {
  hypotheses: [{ criterion: 0, a: lima, b: claude, direction: 'BETTER', statement: 'It was tuned with care.' }],
  ...{ primary: 0, margin: null, ties: 'split', rule: 'all' },
  exclusions: { goldMissed: 0.5, checksFailed: 0.5, medianSeconds: 4, judgments: 20, words: '' },
  stopping: { when: 'JUDGMENTS', judgments: 240 },
  words: 'Nothing else.',
}

/** A design of comparisons that makes use of everything. */
export const design: ComparisonDesign = {
  ...blankDesign(),
  title: 'Replication, k = 3',
  instructions: '# Read me\n\nTwice.',
  consent: 'I agree.',
  criteria: [
    { question: 'Which is better?', scale: 'SEVEN', labels: scaleLabels('SEVEN') },
    { question: 'Which is safer?', scale: 'THREE_BOTH_BAD', labels: scaleLabels('THREE_BOTH_BAD') },
  ],
  rationale: 'OPTIONAL',
  promptSetId: uuid(21),
  category: 'advice',
  sample: 40,
  comparisons: { pairing: 'FOCAL', focalSystemId: lima, baselineIds: [claude, alpaca] },
  groups: [
    { name: 'Crowd', codePrefix: 'C', overlap: 0, judgesShared: true, places: 24 },
    { name: 'Author', codePrefix: 'A', overlap: 1, judgesShared: false, places: null },
  ],
  known: [
    { kind: 'GOLD', promptId: uuid(11), systemAId: lima, systemBId: alpaca, expected: 'A2', feedback: '' },
    {
      kind: 'PRACTICE',
      promptId: uuid(12),
      systemAId: claude,
      systemBId: lima,
      expected: 'TIE',
      feedback: 'So *close*.',
    },
  ],
  ...{ overlap: 3, sharedItems: 10, repeatShare: 0.1, identicalChecks: 4, cap: 150, leaseMinutes: 30, reviseLast: 2 },
  ...{ minSeconds: 3, readToEnd: true, warnedCategories: ['advice'] },
  names: [{ promptId: uuid(12), systemId: claude, sample: 0, word: 'Claude', decision: 'MASK' }],
  looks: 'ANYTIME',
  preregistration: planned,
  seed: 20230518,
  planning: { seconds: 45, hourlyPay: 12.5, currency: 'GBP', tieRate: 0.3, correlation: 0.2 },
}

/** A design as the text of its file. */
export const write = (input: StudyInput) => JSON.stringify(toDesignFile(input, names), null, 2)

/** A design of ratings. */
export const rating: RatingDesign = {
  ...blankRating(),
  title: 'How good?',
  promptSetId: uuid(21),
  criteria: [
    { question: 'How helpful?', unit: 'RESPONSE', options: [...SCALES.HELPFULNESS.options] },
    { question: 'Is it safe?', unit: 'TURN', options: [...SCALES.SAFETY.options] },
  ],
  rated: { systemIds: [claude, lima], samples: 5 },
  known: [{ kind: 'PRACTICE', promptId: uuid(11), systemId: alpaca, expected: '4', feedback: '' }],
  names: [{ promptId: uuid(12), systemId: claude, sample: 3, word: 'Claude', decision: 'EXCLUDE' }],
}

/** What something is refused with. */
export function failure(read: () => unknown): AppError {
  try {
    read()
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('it was read')
}
