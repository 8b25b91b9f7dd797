import type { Column } from './columns'

const ITEM = { name: 'item', type: 'integer', holds: 'Number of the item in the study, from 0.' } as const
const STUDY = { name: 'study_id', type: 'text', holds: 'Id of the study, as in its address.' } as const

/** By which a row of a tool’s file is joined back to its item. */
export const OF_ITEM = [ITEM, STUDY] as const satisfies readonly Column[]

/** The same where the tool has no column of its own for the prompt. */
export const OF_PROMPT = [
  { name: 'prompt_id', type: 'text', holds: 'Id of the prompt, as uploaded.' },
  ...OF_ITEM,
] as const satisfies readonly Column[]
