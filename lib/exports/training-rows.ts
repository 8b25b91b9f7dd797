import 'server-only'
import type { Access } from '@/lib/auth/access'
import type { Column, RowOf } from './columns'
import type { FileQuery } from './file-query'
import { inOneText } from './in-one-text'
import type { PreferenceQuery } from './preference-query'
import { type Preference, readPreferences } from './preferences'
import { OF_PROMPT } from './shared-columns'

export const ABOUT = [
  { name: 'chosen_model', type: 'text', holds: 'System whose response is preferred.' },
  { name: 'rejected_model', type: 'text', holds: 'System of the other response.' },
  { name: 'annotator', type: 'text', holds: 'Code of whoever said so; empty where a row is of several.' },
  { name: 'votes', type: 'json', holds: 'Verdicts behind the row: for, neither, against, as a list.' },
  ...OF_PROMPT,
] as const satisfies readonly Column[]

/** trl-preference.jsonl: TRL's conversational preferences. */
export const TRL_COLUMNS = [
  { name: 'prompt', type: 'json', holds: 'Messages of the prompt: a list of role and content.' },
  { name: 'chosen', type: 'json', holds: 'Messages of the preferred response.' },
  { name: 'rejected', type: 'json', holds: 'Messages of the other.' },
  ...ABOUT,
] as const satisfies readonly Column[]

/** trl-preference-text.jsonl: TRL's standard preferences. */
export const TRL_TEXT_COLUMNS = [
  { name: 'prompt', type: 'text', holds: 'The prompt; of several messages, each after its role.' },
  { name: 'chosen', type: 'text', holds: 'The preferred response.' },
  { name: 'rejected', type: 'text', holds: 'The other.' },
  ...ABOUT,
] as const satisfies readonly Column[]

/** kto.jsonl: TRL's unpaired preferences. */
export const KTO_COLUMNS = [
  { name: 'prompt', type: 'json', holds: 'Messages of the prompt: a list of role and content.' },
  { name: 'completion', type: 'json', holds: 'Messages of one response.' },
  { name: 'label', type: 'boolean', holds: 'Whether it is the preferred one.' },
  { name: 'model', type: 'text', holds: 'System whose response it is.' },
  { name: 'annotator', type: 'text', holds: 'Code of whoever said so; empty where a row is of several.' },
  ...OF_PROMPT,
] as const satisfies readonly Column[]

type Read<Row> = (
  access: Access<'study:export'>,
  query: PreferenceQuery & Pick<FileQuery, 'bothBad'>,
) => Promise<{ title: string; batches: AsyncGenerator<Row[], void, undefined> }>

/** Rows made of each preference. */
export function rowsOf<Row>(
  make: (preference: Preference, studyId: string) => Row[],
  { mayBeBothBad = false } = {},
): Read<Row> {
  return async (access, query) => {
    const bothBad = mayBeBothBad && query.bothBad === 'yes'
    const { title, batches } = await readPreferences(access, query, { bothBad })
    async function* made() {
      for await (const batch of batches) yield batch.flatMap((each) => make(each, access.studyId))
    }
    return { title, batches: made() }
  }
}

export const about = (
  { chosenModel, rejectedModel, annotator, wins, ties, losses, ...row }: Preference,
  studyId: string,
) => ({
  ...{ chosen_model: chosenModel, rejected_model: rejectedModel, annotator, votes: [wins, ties, losses] },
  ...{ prompt_id: row.promptId, item: row.item, study_id: studyId },
})

export const exportTrl = rowsOf<RowOf<typeof TRL_COLUMNS>>((each, studyId) => [
  { prompt: each.prompt, chosen: each.chosen, rejected: each.rejected, ...about(each, studyId) },
])

export const exportTrlText = rowsOf<RowOf<typeof TRL_TEXT_COLUMNS>>((each, studyId) => [
  {
    ...{ prompt: inOneText(each.prompt), chosen: inOneText(each.chosen), rejected: inOneText(each.rejected) },
    ...about(each, studyId),
  },
])

/**
 * Two rows of each preference, the preferred response first: what unpairing TRL's preferences gives. Where “both are bad” is
 * asked for, it has two rows of responses that are not preferred.
 */
export const exportKto = rowsOf<RowOf<typeof KTO_COLUMNS>>(
  (each, studyId) =>
    (['chosen', 'rejected'] as const).map((which) => ({
      ...{ prompt: each.prompt, completion: each[which], label: which === 'chosen' && !each.bothBad },
      ...{ model: each[`${which}Model`], annotator: each.annotator },
      ...{ prompt_id: each.promptId, item: each.item, study_id: studyId },
    })),
  { mayBeBothBad: true },
)

/** crowd-kit.csv: what crowd-kit's models of paired comparisons take; systems stand as in the study, not by sides. */
export const CROWD_KIT_COLUMNS = [
  { name: 'worker', type: 'text', holds: 'Code of the annotator; of a row of several, the rule that made it.' },
  { name: 'left', type: 'text', holds: 'The preferred system, or the other, whichever is named first.' },
  { name: 'right', type: 'text', holds: 'The other of the two.' },
  { name: 'label', type: 'text', holds: 'The preferred one.' },
] as const satisfies readonly Column[]

export const exportCrowdKit: Read<RowOf<typeof CROWD_KIT_COLUMNS>> = (access, query) =>
  rowsOf(({ chosenModel, rejectedModel, annotator }) => {
    const [left, right] = [chosenModel, rejectedModel].sort() as [string, string]
    return [{ worker: annotator ?? query.rows, left, right, label: chosenModel }]
  })(access, query)
