import { randomInt } from 'node:crypto'
import { LIMA_WORDING, type StudyInput } from './schema'

/** What the form of a new study starts with: LIMA's protocol and a seed nobody chose. */
export function blankDesign(): StudyInput {
  return {
    title: '',
    framing: LIMA_WORDING.framing,
    question: LIMA_WORDING.question,
    labels: { ...LIMA_WORDING.labels },
    bothBad: false,
    instructions: '',
    promptSetId: '',
    focalSystemId: '',
    baselineIds: [],
    overlap: 1,
    cap: null,
    leaseMinutes: 20,
    seed: randomInt(100_000_000),
  }
}
