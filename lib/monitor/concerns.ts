import type { Same } from './read-same'
import type { Speed } from './read-speed'

/** An annotator's check and gold items, and how many of them they got wrong. */
export type Known = { judged: number; failed: number }

/** What about an annotator deserves a look: so many of so many. Nobody is left out because of it. */
export type Concern = { kind: 'speed' | 'checks' | 'same'; count: number; of: number }

/** From this share of verdicts on that came too soon, and this many verdicts, an annotator is named. */
const FAST = { share: 0.2, verdicts: 10 }
/** From this share of failed items on, and this many, an annotator is named. */
const FAILED = { share: 0.25, items: 2 }

/** From this share of ratings that are one option on, and this many, an annotator is named: unless others say the same. */
const SAME = { share: 0.95, answers: 20, others: 0.8 }

type Seen = {
  speed?: Pick<Speed, 'verdicts' | 'tooFast'> | undefined
  known?: Known | undefined
  same?: Omit<Same, 'annotatorId'> | undefined
}

/** The one rule by which the overview, the annotators' table and Agreement name somebody. */
export function concernsOf({ speed, known, same }: Seen): Concern[] {
  const concerns: Concern[] = []
  if (speed && speed.verdicts >= FAST.verdicts && speed.tooFast / speed.verdicts >= FAST.share)
    concerns.push({ kind: 'speed', count: speed.tooFast, of: speed.verdicts })
  if (known && known.failed >= FAILED.items && known.failed / known.judged >= FAILED.share)
    concerns.push({ kind: 'checks', count: known.failed, of: known.judged })
  if (same && isStraight(same)) concerns.push({ kind: 'same', count: same.most, of: same.answers })
  return concerns
}

/** Where nearly all is safe, nearly all answers are “safe”: one option alone says nothing. */
function isStraight({ answers, most, others }: Omit<Same, 'annotatorId'>): boolean {
  if (answers < SAME.answers || most / answers < SAME.share) return false
  return others.answers < SAME.answers || others.same / others.answers < SAME.others
}

/** Whether so many of an amount fail that they need a look, whoever they are of. */
export function isMuch({ judged, failed }: Known): boolean {
  return judged > 0 && failed / judged >= FAILED.share
}
