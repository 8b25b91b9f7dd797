import { checkText, isGiven, type JsonRecord, sample } from '../../read/fields'
import { requiredId } from '../../read/record-parts'
import { type JudgmentFormat, UNSAID } from '../format'
import { judgeOf, maybeText, system, timeOf, unparsed, unwrapped } from '../parts'
import { ONE_TO_TEN } from '../questions'

/** FastChat's grades of single answers (gpt-4_single.jsonl): ratings, of which no pair is made. */
export const fastchatSingle: JudgmentFormat = {
  id: 'fastchat-single',
  name: 'FastChat grades of single answers',
  matches: (has) => has('question_id') && has('model') && has('judge') && has('score') && !has('model_1'),
  criteria: [ONE_TO_TEN],
  policy: {
    ties: 'There are none: each answer has a grade of its own, and the study is one of ratings.',
    repeats: 'Grades of one answer by one judge are repeats; answers of different turns are different answers.',
    sides: 'There are none.',
    losses:
      'The files do not hold the answers; the prompts that they hold are those for the judge. Grades that are no whole number from 1 to 10, −1 among them, are left out.',
  },
  read: (record) => {
    const judge = judgeIn(record)
    return [
      {
        ...UNSAID,
        promptId: requiredId(record, 'question_id'),
        ...{ systemA: system(record, 'model'), systemB: null },
        part: isGiven(record, 'turn') ? `turn ${sample(record, 'turn')}` : '',
        ...{ annotator: judge, group: judge, isModel: true },
        judgedAt: timeOf(record, 'tstamp'),
        rationale: maybeText(record, 'judgment'),
        answers: [{ criterion: 0, choice: gradeOf(record), raw: String(record.score) }],
      },
    ]
  },
}

/** Who judged, without how they were asked, which differs from turn to turn. */
function judgeIn(record: JsonRecord): string {
  const given = unwrapped(record.judge)
  return judgeOf({ judge: Array.isArray(given) ? checkText(given[0], '“judge” at 0') : given }, 'judge') ?? 'Judge'
}

function gradeOf({ score }: JsonRecord): string {
  const grade = typeof score === 'string' && score.trim() !== '' ? Number(score) : score
  if (typeof grade !== 'number' || !Number.isInteger(grade) || grade < 1 || grade > 10) throw unparsed('score', score)
  return String(grade)
}
