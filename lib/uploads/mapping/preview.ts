import type { Message } from '@/lib/prompts/messages'
import { SCALES } from '@/lib/protocols/comparison/scales'
import type { JudgmentFields, JudgmentFormat } from '../judgments/format'
import { requireWhole } from '../judgments/parts'
import { PROBLEMS, RecordProblem } from '../problems'
import type { JsonRecord } from '../read/fields'
import type { LookedAt } from './look'
import { mappedImport, mappedUpload } from './mapped-format'
import type { Meaning } from './meanings'
import type { Mapping, MappingOf } from './schema'

/** A record as it will be judged or counted, or why it will not. */
export type PreviewRow = {
  record: number
  promptId: string | null
  prompt: string | null
  said: { system: string; response: string | null; isFirst: boolean }[]
  verdicts: string[]
  who: string | null
  problem: string | null
}

/** The first records read by a mapping, exactly as the whole file will be. */
export function previewRows(mapping: Mapping, records: readonly JsonRecord[]): PreviewRow[] {
  const read = readerOf(mapping)
  return records.flatMap((record, index) => {
    try {
      return read(record).map((row) => ({ ...row, record: index + 1 }))
    } catch (error) {
      if (!(error instanceof RecordProblem)) throw error
      const problem = [PROBLEMS[error.code].what, error.detail].filter(Boolean).join(': ')
      return [{ ...NOTHING, record: index + 1, problem }]
    }
  })
}

const NOTHING = { promptId: null, prompt: null, said: [], verdicts: [], who: null, problem: null }

function readerOf(mapping: Mapping): (record: JsonRecord) => Omit<PreviewRow, 'record'>[] {
  if (mapping.row === 'prompt' || (mapping.row === 'response' && !mapping.system)) {
    const format = mappedUpload(mapping.row === 'prompt' ? 'PROMPTS' : 'RESPONSES', mapping)
    if (format.kind === 'PROMPTS')
      return (record) => {
        const { externalId, messages } = format.read(record)
        return [{ ...NOTHING, promptId: externalId, prompt: textOf(messages) }]
      }
    return (record) =>
      format.read(record).map(({ externalId, prompt, messages }) => ({
        ...{ ...NOTHING, promptId: externalId, prompt: textOf(prompt) },
        said: [{ system: 'The system', response: textOf(messages), isFirst: false }],
      }))
  }
  const format = mappedImport(mapping)
  return (record) => format.read(record, '').map((fields) => judged(fields, format))
}

function judged(fields: JudgmentFields, format: JudgmentFormat): Omit<PreviewRow, 'record'> {
  requireWhole(fields)
  const { promptId, prompt, systemA, systemB, responseA, responseB, leftIsA, annotator, group, answers } = fields
  const second = systemB === null ? [] : [{ system: systemB, response: textOf(responseB), isFirst: leftIsA === false }]
  return {
    ...{ promptId, prompt: textOf(prompt), problem: null },
    said: [{ system: systemA, response: textOf(responseA), isFirst: leftIsA === true }, ...second],
    verdicts: answers.map(({ criterion, choice }) => verdictOf(format, criterion, choice, systemA, systemB ?? '')),
    who: answers.length === 0 ? null : [annotator ?? 'somebody', group].join(', '),
  }
}

function verdictOf({ criteria }: JudgmentFormat, criterion: number, choice: string, a: string, b: string): string {
  if (choice === 'TIE') return 'a tie'
  if (choice === 'BOTH_BAD') return 'both are bad'
  const scale = criteria[criterion]?.scale ?? 'THREE'
  const points = choice.slice(1)
  const most = Math.max(...SCALES[scale].options.map(({ score }) => score))
  return `${choice.startsWith('A') ? a : b} is better${points ? `, grade ${points} of ${most}` : ''}`
}

const SHOWN = 280

function textOf(messages: readonly Message[] | null): string | null {
  if (!messages) return null
  const text = messages.map(({ role, content }) => (messages.length > 1 ? `${role}: ${content}` : content)).join('\n')
  const cut = Array.from(text.slice(0, 2 * SHOWN))
    .slice(0, SHOWN)
    .join('')
  return cut.length < text.length ? `${cut}…` : cut
}

/** How many rows of the whole table have each meaning; `unsaid` are those without one. Null where it cannot be counted beforehand. */
export type MeaningCounts = { total: number; unsaid: number; by: Map<Meaning | 'NAMED', number> }

/**
 * Counts meanings by the values of a column, of which the whole table was looked through.
 * @param mapping of judgments; its first question is the one that is counted
 * @param systems the names of the two systems in all rows, where a column has few enough
 */
export function countMeanings(
  { questions: [question], only, criterion }: Pick<MappingOf<'judgment'>, 'questions' | 'only' | 'criterion'>,
  places: readonly LookedAt[],
  systems: ReadonlySet<string>,
): MeaningCounts | null {
  // Which rows have a value and are taken, or answer this question, is not known of the whole table.
  if (!question || only || criterion) return null
  const { verdict } = question
  if (verdict.kind !== 'values') return null
  const values = places.find(({ path }) => path === verdict.from.path)?.values
  if (!values) return null
  const by: MeaningCounts['by'] = new Map()
  let [total, unsaid] = [0, 0]
  for (const { value, count } of values) {
    const given = verdict.values.find((one) => one.value === value)?.means
    const means =
      given ?? (verdict.names && systems.has(value) ? 'NAMED' : verdict.others === 'LEAVE_OUT' ? 'NONE' : null)
    total += count
    if (means === null) unsaid += count
    else by.set(means, (by.get(means) ?? 0) + count)
  }
  return { total, unsaid, by }
}
