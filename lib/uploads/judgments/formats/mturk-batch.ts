import { createHash } from 'node:crypto'
import { RecordProblem } from '../../problems'
import { filledText, isGiven, type JsonRecord, sample } from '../../read/fields'
import { type JudgmentFormat, UNSAID } from '../format'
import { pairIn } from '../pair-fields'
import { maybeText, timeOf } from '../parts'
import { BETTER } from '../questions'
import { isVerdict, verdictIn } from '../verdict-words'

/** Mechanical Turk's table of a batch, as people kept them: Input.… and Answer.… beside who worked. */
export const mturkBatch: JudgmentFormat = {
  id: 'mturk-batch',
  name: 'Mechanical Turk batch (CSV)',
  matches: (has) => has('hitid') && has('workerid'),
  criteria: [BETTER],
  policy: {
    ties: 'The option “c”, or one such as “tie” or “same”, is a tie; “both bad” is that.',
    repeats: 'Assignments of one worker to one pair are repeats.',
    sides: 'Not recorded: the form decided on that.',
    losses:
      'Workers are kept under a hash, never under their id. Rejected assignments are left out. Texts are kept as they are, HTML included. Of several questions the first that holds a verdict is read.',
  },
  read: (record) => {
    if (/^rejected$/i.test(String(record.assignmentstatus ?? '').trim()))
      throw new RecordProblem('not_counted', 'the assignment was rejected')
    const { about } = pairIn(inputsOf(record))
    return [
      {
        ...UNSAID,
        ...about,
        annotator: `worker ${hashOf(filledText(record, 'workerid'))}`,
        group: 'Workers',
        judgedAt: timeOf(record, 'submittime'),
        elapsedMs: isGiven(record, 'worktimeinseconds') ? sample(record, 'worktimeinseconds') * 1000 : null,
        rationale:
          ['answer.comments', 'answer.comment', 'answer.reason', 'answer.feedback']
            .map((field) => maybeText(record, field))
            .find((text) => text !== null) ?? null,
        answers: [{ criterion: 0, ...answerOf(record) }],
      },
    ]
  },
}

/** The inputs of the form under their own names. */
function inputsOf(record: JsonRecord): JsonRecord {
  const prefix = 'input.'
  const inputs = Object.entries(record).filter(([column]) => column.startsWith(prefix))
  return Object.fromEntries(inputs.map(([column, value]) => [column.slice(prefix.length), value]))
}

/** A column that holds the verdict, or columns of which the one with true names it. */
function answerOf(record: JsonRecord) {
  const answers = Object.entries(record).filter(([column]) => column.startsWith('answer.'))
  const whole = answers.find(([, value]) => isVerdict(value))
  if (whole) return verdictIn(whole[1], `“${whole[0]}”`)
  const ticked = answers.filter(([column, value]) => /^true$/i.test(String(value)) && isVerdict(optionOf(column)))
  const [only] = ticked
  if (!only || ticked.length > 1)
    throw new RecordProblem(
      'unparsed',
      ticked.length > 1 ? 'several options are ticked' : 'no “Answer.…” holds a verdict',
    )
  return { ...verdictIn(optionOf(only[0]), only[0]), raw: only[0] }
}

const optionOf = (column: string) => column.split('.').at(-1) ?? ''

const hashOf = (worker: string) => createHash('sha256').update(worker).digest('hex').slice(0, 12)
