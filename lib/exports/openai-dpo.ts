import 'server-only'
import type { Column, RowOf } from './columns'
import { ABOUT, about, rowsOf } from './training-rows'

/** openai-dpo.jsonl: preferences as OpenAI's fine-tuning takes them, and behind them what they are of. */
export const OPENAI_DPO_COLUMNS = [
  { name: 'input', type: 'json', holds: 'messages of the prompt, no tools, and parallel_tool_calls true.' },
  { name: 'preferred_output', type: 'json', holds: 'Messages of the preferred response.' },
  { name: 'non_preferred_output', type: 'json', holds: 'Messages of the other.' },
  ...ABOUT,
] as const satisfies readonly Column[]

export const exportOpenaiDpo = rowsOf<RowOf<typeof OPENAI_DPO_COLUMNS>>((each, studyId) => [
  {
    input: { messages: each.prompt, tools: [], parallel_tool_calls: true },
    ...{ preferred_output: each.chosen, non_preferred_output: each.rejected, ...about(each, studyId) },
  },
])
