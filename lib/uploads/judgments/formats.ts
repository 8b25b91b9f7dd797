import type { JudgmentFormat } from './format'
import { alpacaAnnotations } from './formats/alpaca-annotations'
import { arenaVotes } from './formats/arena-votes'
import { fastchatPairs } from './formats/fastchat-pairs'
import { fastchatReviews } from './formats/fastchat-reviews'
import { lmsysRows } from './formats/lmsys-rows'
import { openInstruct } from './formats/open-instruct'
import { pandalm } from './formats/pandalm'

/** The formats of judgments that are read, the more telling first. */
export const JUDGMENT_FORMATS: readonly JudgmentFormat[] = [
  openInstruct,
  arenaVotes,
  pandalm,
  fastchatPairs,
  fastchatReviews,
  alpacaAnnotations,
  lmsysRows,
]

/** The format of this id. @throws Error when there is none */
export function judgmentFormat(id: string): JudgmentFormat {
  const format = JUDGMENT_FORMATS.find((one) => one.id === id)
  if (!format) throw new Error(`There is no format of judgments called ${id}`)
  return format
}
