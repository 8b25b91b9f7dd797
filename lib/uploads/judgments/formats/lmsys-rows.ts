import { digestMessages } from '@/lib/prompts/messages'
import { RecordProblem } from '../../problems'
import { id, isGiven, type JsonRecord, name, sample } from '../../read/fields'
import { type JudgmentFormat, UNSAID } from '../format'
import { codeOf, exchanges, groupOfJudge, judgeOf, ownGroup, system, timeOf, unwrapped } from '../parts'
import { BETTER } from '../questions'

const CODES = new Map([
  ...([
    ['model_a', 'A'],
    ['model_b', 'B'],
    ['tie', 'TIE'],
    ['tie (inconsistent)', 'TIE'],
  ] as const),
  ...([
    ['tie (bothbad)', 'BOTH_BAD'],
    ['both_bad', 'BOTH_BAD'],
    ['bothbad', 'BOTH_BAD'],
  ] as const),
])

const JUDGES = ['judge', 'evaluation_session_id', 'user_id'] as const

/** MT-bench's judgments, Chatbot Arena of 33k, 140k and the expert set. */
export const lmsysRows: JudgmentFormat = {
  id: 'lmsys-rows',
  name: 'LMSYS rows (MT-bench judgments, Chatbot Arena of 33k, 140k and experts)',
  matches: (has) => has('model_a') && has('model_b') && has('winner'),
  criteria: [BETTER],
  policy: {
    ties: '“tie” and “tie (inconsistent)” are ties; “tie (bothbad)” and “both_bad” are “both are bad”, which figures count as ties.',
    repeats: 'Rows of one judge, prompt and pair of responses are repeats.',
    sides: 'Not recorded: the files do not say whether model_a stood left.',
    losses:
      'Of MT-bench’s second turn the dialogue up to it is shown. Rows with an image are left out. Moderation tags and token counts are not read.',
  },
  read: (record) => {
    const turn = isGiven(record, 'turn') ? sample(record, 'turn') : null
    const field = JUDGES.find((one) => isGiven(record, one))
    const judge = field === undefined ? null : judgeOf(record, field)
    return [
      {
        ...UNSAID,
        ...textsOf(record, turn),
        promptId: id(record, 'question_id'),
        tags: tagsOf(record),
        systemA: system(record, 'model_a'),
        systemB: system(record, 'model_b'),
        part: turn === null ? '' : `turn ${turn}`,
        annotator: judge,
        ...(judge !== null && field === 'judge' && groupOfJudge(judge)),
        ...ownGroup(record),
        judgedAt: timeOf(record, isGiven(record, 'tstamp') ? 'tstamp' : 'timestamp'),
        answers: [{ criterion: 0, choice: codeOf(record, 'winner', CODES), raw: String(record.winner) }],
      },
    ]
  },
}

/** Its language, that it is code, and the trades that the expert set ticks. */
function tagsOf(record: JsonRecord): string[] {
  const { occupational_tags: trades, is_code: isCode } = record
  const ticked = unwrapped(trades)
  const named = typeof ticked === 'object' && ticked !== null ? Object.entries(ticked) : []
  return [
    ...[name(record, 'language')].filter((language) => language !== null),
    ...(isCode === true || isCode === 'true' ? ['code'] : []),
    ...named.flatMap(([trade, isOne]) => (isOne === true ? [trade.slice(0, 200)] : [])).slice(0, 50),
  ]
}

function textsOf(record: JsonRecord, turn: number | null) {
  if (!isGiven(record, 'conversation_a') && !isGiven(record, 'conversation_b')) return {}
  const turns = turn === 0 ? null : turn
  const [a, b] = [exchanges(record, 'conversation_a', turns), exchanges(record, 'conversation_b', turns)]
  if (digestMessages(a.prompt) !== digestMessages(b.prompt))
    throw new RecordProblem('prompt_differs', 'conversation_a and conversation_b begin with other questions')
  return { prompt: a.prompt, responseA: a.response, responseB: b.response }
}
