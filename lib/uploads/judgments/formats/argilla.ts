import { RecordProblem } from '../../problems'
import { id, type JsonRecord } from '../../read/fields'
import { type JudgmentFields, type JudgmentFormat, UNSAID } from '../format'
import { pairIn } from '../pair-fields'
import { listIn, MOST_ENTRIES, objectIn, unparsed, unwrapped } from '../parts'
import { BETTER } from '../questions'
import { isVerdict, verdictIn } from '../verdict-words'

type Said = { user: string | null; value: unknown; status: unknown }

/** Argilla's records of version 2: fields, and responses by question. */
export const argilla2: JudgmentFormat = {
  id: 'argilla-2',
  name: 'Argilla records, version 2',
  matches: (has) => has('fields') && has('responses'),
  criteria: [BETTER],
  policy: {
    ties: 'Equal ranks, or a label such as “tie” or “same”, are ties; “both bad” is that.',
    repeats: 'Responses of one user to one record are repeats.',
    sides: 'Not recorded.',
    losses:
      'Of several questions the first that holds verdicts is read. Suggestions, drafts and discarded responses are not.',
  },
  read: (record) => {
    const fields = objectIn(record.fields, 'fields')
    const questions = Object.entries(objectIn(record.responses, 'responses'))
    const pair = pairIn({ ...metadataOf(record), ...fields }, '“fields”: ')
    const answered = questions.map(([question, value]) => ({ question, said: listIn(value, question).map(saidIn) }))
    const promptId = pair.about.promptId ?? id(record, 'id')
    return judgmentsOf(answered, { ...pair, about: { ...pair.about, promptId } })
  },
}

/** What a row of version 1 has beside its fields and questions. */
const BESIDE = new Set(['id', 'external_id', 'metadata', 'vectors'])

/** Argilla's data sets of version 1: a column a field, a list of answers a question. */
export const argilla1: JudgmentFormat = {
  id: 'argilla-1',
  name: 'Argilla data set, version 1',
  matches: (has) => has('external_id') && has('metadata'),
  criteria: [BETTER],
  policy: argilla2.policy,
  read: (record) => {
    const answered = Object.entries(record).flatMap(([question, value]) => {
      const rows = BESIDE.has(question) ? null : rowsIn(unwrapped(value))
      return rows ? [{ question, said: rows.map(saidIn) }] : []
    })
    const pair = pairIn({ ...metadataOf(record), ...record })
    return judgmentsOf(answered, { ...pair, about: { ...pair.about, promptId: id(record, 'external_id') } })
  },
}

/** What a record says beside its fields: projects name systems there. */
function metadataOf(record: JsonRecord): JsonRecord {
  const metadata = unwrapped(record.metadata)
  return typeof metadata === 'object' && metadata !== null && !Array.isArray(metadata) ? (metadata as JsonRecord) : {}
}

type Answered = { question: string; said: Said[] }

/** The judgments of the first question that holds verdicts. */
function judgmentsOf(answered: readonly Answered[], pair: ReturnType<typeof pairIn>): JudgmentFields[] {
  const submitted = answered
    .map(({ question, said }) => ({
      question,
      said: said.filter(({ status }) => status == null || status === 'submitted'),
    }))
    .filter(({ said }) => said.length > 0)
  if (submitted.length === 0) throw new RecordProblem('not_counted', 'nobody submitted a response')
  const chosen =
    submitted.find(({ said }) => said.some(({ value }) => isVerdictValue(value, pair.fields))) ?? submitted[0]
  return (chosen?.said ?? []).map(({ user, value }) => ({
    ...UNSAID,
    ...pair.about,
    annotator: user,
    answers: [{ criterion: 0, ...choiceOf(value, pair.fields, chosen?.question ?? '') }],
  }))
}

function saidIn(row: JsonRecord): Said {
  return { user: id(row, 'user_id'), value: unwrapped(row.value), status: row.status }
}

function isVerdictValue(value: unknown, fields: readonly [string, string]): boolean {
  return isVerdict(value) || ranksOf(value, fields) !== null
}

function choiceOf(value: unknown, fields: readonly [string, string], question: string) {
  const ranks = ranksOf(value, fields)
  if (ranks === null) return verdictIn(value, `“${question}”`)
  const [a, b] = ranks
  const raw = JSON.stringify(value)
  if (raw.length > 500) throw unparsed(question, value)
  return { choice: a < b ? 'A' : a > b ? 'B' : 'TIE', raw }
}

/** The places of the two responses, lower is better: of lists of names in their order, and of names with their ranks. */
function ranksOf(value: unknown, [first, second]: readonly [string, string]): [number, number] | null {
  const { rank, value: names } = (typeof value === 'object' && value !== null ? value : {}) as JsonRecord
  const list: unknown[] = Array.isArray(value) ? value : Array.isArray(names) ? names : []
  const at = (name: string) =>
    list.findIndex(
      (one) => one === name || (typeof one === 'object' && one !== null && (one as JsonRecord).value === name),
    )
  const places = [at(first), at(second)]
  if (places.includes(-1)) return null
  const ranks = places.map((place) => {
    const own = Array.isArray(rank) ? rank[place] : (list[place] as JsonRecord).rank
    return typeof own === 'number' ? own : place
  })
  return ranks as [number, number]
}

/** Answers as rows, or as the columns that Hugging Face makes of them; null for what is none. */
function rowsIn(value: unknown): JsonRecord[] | null {
  if (Array.isArray(value)) {
    const isAnswers =
      value.length > 0 && value.every((row) => typeof row === 'object' && row !== null && 'user_id' in row)
    return isAnswers ? (value.slice(0, MOST_ENTRIES) as JsonRecord[]) : null
  }
  const {
    user_id: users,
    value: values,
    status,
  } = (typeof value === 'object' && value !== null ? value : {}) as JsonRecord
  if (!Array.isArray(users) || !Array.isArray(values)) return null
  return users.slice(0, MOST_ENTRIES).map((user, place) => ({
    user_id: user,
    value: values[place],
    status: Array.isArray(status) ? status[place] : null,
  }))
}
