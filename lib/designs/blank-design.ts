import { randomInt } from 'node:crypto'
import { scaleLabels } from '@/lib/protocols/comparison/scales'
import { LIMA_WORDING, PLANNING, type StudyInput } from './schema'

/** What the form of a new study starts with: LIMA's protocol and a seed nobody chose. */
export function blankDesign(): StudyInput {
  return {
    protocol: 'COMPARISON',
    title: '',
    framing: LIMA_WORDING.framing,
    instructions: '',
    consent: '',
    criteria: [{ question: LIMA_WORDING.question, scale: 'THREE', labels: scaleLabels('THREE') }],
    rationale: 'OFF',
    promptSetId: '',
    category: null,
    sample: null,
    comparisons: { pairing: 'FOCAL', focalSystemId: '', baselineIds: [] },
    leaveOutUnanswered: false,
    groups: [{ name: 'Crowd', codePrefix: 'C', overlap: 0, judgesShared: true, places: null }],
    overlap: 1,
    sharedItems: 0,
    repeatShare: 0,
    identicalChecks: 0,
    known: [],
    cap: null,
    leaseMinutes: 30,
    reviseLast: 5,
    minSeconds: 0,
    readToEnd: false,
    warnedCategories: [],
    names: [],
    looks: 'CLOSING',
    seed: randomInt(2 ** 31),
    planning: PLANNING,
  }
}
