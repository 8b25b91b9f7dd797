import { mappedImport } from '../mapping/mapped-format'
import { Mapping } from '../mapping/schema'
import type { JudgmentFormat } from './format'
import { alpacaAnnotations } from './formats/alpaca-annotations'
import { arenaVotes } from './formats/arena-votes'
import { argilla1, argilla2 } from './formats/argilla'
import { autoJ } from './formats/auto-j'
import { evenhandJudgments } from './formats/evenhand-judgments'
import { fastchatPairs } from './formats/fastchat-pairs'
import { fastchatReviews } from './formats/fastchat-reviews'
import { fastchatSingle } from './formats/fastchat-single'
import { labelStudio, labelStudioMin } from './formats/label-studio'
import { llmComparator } from './formats/llm-comparator'
import { llmbar } from './formats/llmbar'
import { lmsysRows } from './formats/lmsys-rows'
import { mturkBatch } from './formats/mturk-batch'
import { openInstruct } from './formats/open-instruct'
import { pandalm } from './formats/pandalm'
import { potatoRows } from './formats/potato-rows'
import { potatoStates } from './formats/potato-states'
import { trlPreference } from './formats/trl-preference'
import { dpoPairs } from './pairs/dpo-pairs'
import { evenhandPairs } from './pairs/evenhand-pairs'
import { trlPairs } from './pairs/trl-pairs'
import { ultraFeedback } from './pairs/ultra-feedback'

/** The formats of judgments that are read, the more telling first. */
export const JUDGMENT_FORMATS: readonly JudgmentFormat[] = [
  evenhandJudgments,
  openInstruct,
  arenaVotes,
  pandalm,
  fastchatPairs,
  fastchatReviews,
  fastchatSingle,
  alpacaAnnotations,
  lmsysRows,
  autoJ,
  llmbar,
  labelStudio,
  labelStudioMin,
  argilla2,
  argilla1,
  potatoStates,
  potatoRows,
  mturkBatch,
  llmComparator,
  trlPreference,
]

/** The formats of pairs of responses without verdicts. */
export const PAIR_FORMATS: readonly JudgmentFormat[] = [dpoPairs, trlPairs, ultraFeedback, evenhandPairs]

/** How the files of an import were read: by its mapping, or as the format of this id. @throws Error when there is none */
export function formatOfImport({ format: id, mapping }: { format: string; mapping: unknown }): JudgmentFormat {
  if (mapping !== null) return mappedImport(Mapping.parse(mapping))
  const format = [...JUDGMENT_FORMATS, ...PAIR_FORMATS].find((one) => one.id === id)
  if (!format) throw new Error(`There is no format of judgments called ${id}`)
  return format
}
