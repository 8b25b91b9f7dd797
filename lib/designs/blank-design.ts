import { randomInt } from 'node:crypto'
import { PARITY_MARGIN } from '@/lib/models/design'
import { scaleLabels } from '@/lib/protocols/comparison/scales'
import { SCALES } from '@/lib/protocols/rating/scales'
import { type ComparisonDesign, LIMA_WORDING, PLANNING, type RatingDesign } from './schema'

/** What the form of a new study starts with: LIMA's protocol and a seed nobody chose. */
export function blankDesign(): ComparisonDesign {
  return {
    protocol: 'COMPARISON',
    ...blankCommon(),
    criteria: [{ question: LIMA_WORDING.question, scale: 'THREE', labels: scaleLabels('THREE') }],
    comparisons: { pairing: 'FOCAL', focalSystemId: '', baselineIds: [] },
    identicalChecks: 0,
    known: [],
  }
}

/** The same for ratings: LIMA's grades of single responses. */
export function blankRating(): RatingDesign {
  const options = SCALES.LIMA_QUALITY.options.map((option) => ({ ...option }))
  return {
    protocol: 'RATING',
    ...blankCommon(),
    criteria: [{ question: 'How good is this answer?', unit: 'RESPONSE', options }],
    rated: { systemIds: [], samples: 1 },
    known: [],
  }
}

function blankCommon() {
  return {
    title: '',
    framing: LIMA_WORDING.framing,
    instructions: '',
    consent: '',
    rationale: 'OFF',
    promptSetId: '',
    category: null,
    sample: null,
    leaveOutUnanswered: false,
    models: [],
    parityMargin: PARITY_MARGIN,
    groups: [{ name: 'Crowd', codePrefix: 'C', overlap: 0, judgesShared: true, places: null }],
    overlap: 1,
    sharedItems: 0,
    repeatShare: 0,
    cap: null,
    leaseMinutes: 30,
    reviseLast: 5,
    minSeconds: 0,
    readToEnd: false,
    warnedCategories: [],
    names: [],
    looks: 'CLOSING',
    preregistration: null,
    seed: randomInt(2 ** 31),
    planning: PLANNING,
  } satisfies Partial<ComparisonDesign>
}
