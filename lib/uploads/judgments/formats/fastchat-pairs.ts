import { isGiven, type JsonRecord, sample } from '../../read/fields'
import { requiredId } from '../../read/record-parts'
import { type JudgmentFields, type JudgmentFormat, UNSAID } from '../format'
import { codeOf, judgeOf, maybeText, system, timeOf } from '../parts'
import { THREE } from '../questions'

const CODES = new Map([
  ['model_1', 'A'],
  ['model_2', 'B'],
  ['tie', 'TIE'],
])

/** FastChat's judgments of pairs in both orders (gpt-4_pair.jsonl). */
export const fastchatPairs: JudgmentFormat = {
  id: 'fastchat-pairs',
  name: 'FastChat judgments of pairs',
  matches: (has) => has('model_1') && has('model_2') && has('g1_winner') && has('g2_winner'),
  criteria: [THREE],
  policy: {
    ties: '“tie” is a tie. The two orders stay two judgments; figures make a tie of contradicting ones by the rule “Both orders averaged”.',
    repeats: 'The second order is a second judgment of the same item by the same judge.',
    sides: 'Known: model_1 is shown first in g1, second in g2.',
    losses: 'The files hold neither prompts nor responses. A record with “error” in one order is left out whole.',
  },
  read: (record) => (['g1', 'g2'] as const).map((game) => judgmentOf(record, game)),
}

function judgmentOf(record: JsonRecord, game: 'g1' | 'g2'): JudgmentFields {
  const judge = judgeOf(record, 'judge') ?? 'Judge'
  return {
    ...UNSAID,
    promptId: requiredId(record, 'question_id'),
    systemA: system(record, 'model_1'),
    systemB: system(record, 'model_2'),
    part: isGiven(record, 'turn') ? `turn ${sample(record, 'turn')}` : '',
    leftIsA: game === 'g1',
    annotator: judge,
    ...{ group: judge, isModel: true },
    judgedAt: timeOf(record, 'tstamp'),
    rationale: maybeText(record, `${game}_judgment`),
    answers: [{ criterion: 0, choice: codeOf(record, `${game}_winner`, CODES), raw: String(record[`${game}_winner`]) }],
  }
}
