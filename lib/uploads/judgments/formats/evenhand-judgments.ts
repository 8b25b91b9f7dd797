import { RecordProblem } from '../../problems'
import { id, isGiven, type JsonRecord, name, sample } from '../../read/fields'
import { requiredId } from '../../read/record-parts'
import { type JudgmentFormat, UNSAID } from '../format'
import { maybeText, system, timeOf, unparsed } from '../parts'
import { BETTER } from '../questions'

/** Evenhand's own judgments.jsonl and judgments.csv, of comparisons. */
export const evenhandJudgments: JudgmentFormat = {
  id: 'evenhand-judgments',
  name: 'Evenhand judgments',
  matches: (has) => has('study_id') && has('model_a') && has('verdict') && has('annotator') && has('in_force'),
  criteria: [BETTER],
  policy: {
    ties: 'A score of 0 is a tie, or “both are bad” where the verdict was BOTH_BAD.',
    repeats: 'Planned repeats are left out, as in the study’s own figures.',
    sides: 'Known where presented_left says which arm stood left.',
    losses:
      'Grades count alike: only the sign of the score is read. Rows that no figure counted, and those changed later, are left out with their reason. A file of several questions has to be filtered by “criterion” first. The files hold no texts.',
  },
  read: (record) => {
    requireCounted(record)
    const item = `item ${sample(record, 'item')}`
    return [
      {
        ...UNSAID,
        promptId: requiredId(record, 'prompt_id'),
        category: name(record, 'category'),
        systemA: system(record, 'model_a'),
        systemB: system(record, 'model_b'),
        part: item,
        leftIsA: isGiven(record, 'presented_left') ? record.presented_left === 'a' : null,
        annotator: id(record, 'annotator'),
        group: name(record, 'group') ?? UNSAID.group,
        isModel: record.annotator_kind === 'model',
        judgedAt: timeOf(record, 'submitted_at'),
        elapsedMs: isGiven(record, 'elapsed_ms') ? sample(record, 'elapsed_ms') : null,
        rationale: maybeText(record, 'rationale'),
        answers: [{ criterion: 0, choice: choiceOf(record), raw: String(record.raw_verdict || record.verdict) }],
      },
    ]
  },
}

function requireCounted(record: JsonRecord): void {
  if (record.protocol === 'rating' || !isGiven(record, 'model_b'))
    throw new RecordProblem('missing_field', '“model_b” is empty: a rating of one response is no comparison')
  if (isGiven(record, 'left_out')) throw new RecordProblem('not_counted', `“left_out” is ${String(record.left_out)}`)
  if (String(record.in_force) === 'false') throw new RecordProblem('not_counted', 'the verdict was changed later')
}

function choiceOf({ score, verdict }: JsonRecord): string {
  const number = typeof score === 'string' && score.trim() !== '' ? Number(score) : score
  if (typeof number !== 'number' || !Number.isFinite(number)) throw unparsed('score', score)
  if (number === 0) return verdict === 'BOTH_BAD' ? 'BOTH_BAD' : 'TIE'
  return number > 0 ? 'A' : 'B'
}
