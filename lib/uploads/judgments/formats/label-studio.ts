import { RecordProblem } from '../../problems'
import { id, isGiven, type JsonRecord, show } from '../../read/fields'
import { type JudgmentFields, type JudgmentFormat, UNSAID } from '../format'
import { pairIn } from '../pair-fields'
import { listIn, maybeText, objectIn, timeOf, unwrapped } from '../parts'
import { BETTER } from '../questions'
import { isVerdict, verdictIn } from '../verdict-words'

const SIDES = 'Known of the Pairwise tag, which says left or right. Of choices not recorded.'

/** Label Studio's export as JSON: a task with its annotations. */
export const labelStudio: JudgmentFormat = {
  id: 'label-studio',
  name: 'Label Studio, JSON',
  matches: (has) => has('data') && has('annotations'),
  criteria: [BETTER],
  policy: {
    ties: 'A choice such as “tie”, “same” or “equal” is a tie, “both bad” is that; the Pairwise tag has none.',
    repeats: 'Annotations of one task by one person are repeats.',
    sides: SIDES,
    losses:
      'Skipped annotations and predictions are not read. Of several controls the first that holds a verdict counts.',
  },
  read: (record) => {
    const data = objectIn(record.data, 'data')
    const { about } = pairIn(data, '“data”: ')
    const given = listIn(record.annotations, 'annotations').filter((one) => one.was_cancelled !== true)
    if (given.length === 0) throw new RecordProblem('not_counted', 'no annotation was submitted')
    return given.map((annotation) => judgmentOf(annotation, about))
  },
}

function judgmentOf(annotation: JsonRecord, about: ReturnType<typeof pairIn>['about']): JudgmentFields {
  const values = listIn(annotation.result, 'result').map(({ value }) => value)
  const said = values.map(wordOf).find(isVerdict) ?? values.map(wordOf)[0]
  const { completed_by: who } = annotation
  return {
    ...UNSAID,
    ...about,
    leftIsA: values.some(isSide) ? true : null,
    annotator: typeof who === 'object' && who !== null ? id(who as JsonRecord, 'id') : id(annotation, 'completed_by'),
    judgedAt: timeOf(annotation, 'created_at'),
    elapsedMs: milliseconds(annotation),
    rationale: null,
    answers: [{ criterion: 0, ...verdictIn(said, '“result”') }],
  }
}

/** Whether a value is of a Pairwise tag: its first response stands left. */
const isSide = (value: unknown) => typeof value === 'object' && value !== null && 'selected' in value

/** What a control's value says: a Pairwise tag's side, or a single choice. */
function wordOf(value: unknown): unknown {
  const { selected, choices } = (typeof value === 'object' && value !== null ? value : {}) as JsonRecord
  return selected ?? (Array.isArray(choices) && choices.length === 1 ? choices[0] : value)
}

const VERDICTS = /(verdict|prefer|better|winner|choice|pairwise|label|selected|comparison)/i

/** Label Studio's export as JSON-MIN: a row an annotation, controls beside the data. */
export const labelStudioMin: JudgmentFormat = {
  id: 'label-studio-min',
  name: 'Label Studio, JSON-MIN',
  matches: (has) => has('annotation_id') && has('annotator') && has('lead_time'),
  criteria: [BETTER],
  policy: {
    ties: labelStudio.policy.ties,
    repeats: 'Rows of one annotator on one pair are repeats.',
    sides: SIDES,
    losses:
      'The verdict is the first field called after one, such as “BetterAnswer” or “verdict”; other controls are not read.',
  },
  read: (record) => {
    const { fields, about } = pairIn(record)
    const field = Object.keys(record).find(
      (one) => VERDICTS.test(one) && !fields.includes(one) && isVerdict(wordOf(unwrapped(record[one]))),
    )
    const named = field ?? Object.keys(record).find((one) => VERDICTS.test(one) && !fields.includes(one))
    if (named === undefined)
      throw new RecordProblem(
        'missing_field',
        'No verdict is found; it is looked for as “verdict”, “preference” and the like',
      )
    return [
      {
        ...UNSAID,
        ...about,
        leftIsA: isSide(unwrapped(record[named])) ? true : null,
        annotator: id(record, 'annotator'),
        judgedAt: timeOf(record, 'created_at'),
        elapsedMs: milliseconds(record),
        rationale: maybeText(record, 'comments'),
        answers: [{ criterion: 0, ...verdictIn(wordOf(unwrapped(record[named])), `“${named}”`) }],
      },
    ]
  },
}

/** Seconds of work, which come with decimals. */
function milliseconds(record: JsonRecord): number | null {
  if (!isGiven(record, 'lead_time')) return null
  const seconds = Number(record.lead_time)
  if (!Number.isFinite(seconds) || seconds < 0 || seconds > 2_000_000)
    throw new RecordProblem('wrong_type', `“lead_time” is ${show(record.lead_time)}, not a number of seconds`)
  return Math.round(seconds * 1000)
}
