import { count } from '@/lib/numbers/count'
import type { JudgmentFormat } from '../judgments/format'
import type { Meaning } from './meanings'
import type { MappingOf, Verdict } from './schema'

/** What becomes of ties, repeats and sides by a mapping, and what is lost, in sentences. */
export function describePolicy(mapping: MappingOf<'judgment'>): JudgmentFormat['policy'] {
  const { questions, annotator, shownFirst, responseA, responseB, criterion, turn, only } = mapping
  const [first] = questions
  const ties = first ? sayingOf(first.verdict, 'TIE') : null
  const none = first ? sayingOf(first.verdict, 'NONE') : null
  return {
    ties: ties === null ? 'No verdict is taken for a tie.' : `Ties are ${ties}.`,
    repeats: annotator
      ? `Rows of one “${annotator.path}”, prompt and pair of responses ${criterion ? `are one judgment, as far as they differ in “${criterion.path}”; others are repeats.` : 'are repeats.'}`
      : 'The mapping names no annotator: every row counts as somebody else’s, and there is no agreement.',
    sides:
      shownFirst === undefined
        ? 'Not recorded.'
        : shownFirst.kind === 'always'
          ? `Response ${shownFirst.means} stood first in every row.`
          : `“${shownFirst.from.path}” says which response stood first.`,
    losses: [
      only ? `Only rows whose “${only.from.path}” is ${listed(only.values)} are taken.` : null,
      turn ? `Dialogues go as far as “${turn.path}” says.` : null,
      criterion ? 'Of rows that are one judgment the first has its reason, time and side.' : null,
      none === null ? null : `No verdict, and left out: ${none}.`,
      responseA && responseB
        ? null
        : 'The file’s responses are not read: items have their texts only where the prompt set has them.',
      'Columns that the mapping does not name are not read.',
    ]
      .filter((sentence) => sentence !== null)
      .join(' '),
  }
}

const SHOWN = 12

/** Which verdicts of the file have a meaning; null where none has. */
function sayingOf(verdict: Verdict, wanted: Meaning): string | null {
  const named =
    verdict.kind === 'values'
      ? verdict.values.filter(({ means }) => means === wanted).map(({ value }) => quoted(value))
      : verdict.kind === 'columns'
        ? verdict.columns.filter(({ means }) => means === wanted).map(({ from }) => `“${from.path}”`)
        : verdict.steps.filter(({ means }) => means === wanted).map(numbersOf)
  return named.length === 0 ? null : shortened(named)
}

const quoted = (value: string) => (value === '' ? 'nothing' : `“${value}”`)
const listed = (values: readonly string[]) => shortened(values.map(quoted))

function shortened(named: readonly string[]): string {
  const more = named.length - SHOWN
  return `${named.slice(0, SHOWN).join(', ')}${more > 0 ? ` and ${count(more, 'more value')}` : ''}`
}

function numbersOf({ below, upTo }: { below?: number | undefined; upTo?: number | undefined }): string {
  const bounds = [below === undefined ? null : `below ${below}`, upTo === undefined ? null : `up to ${upTo}`]
  const said = bounds.filter((bound) => bound !== null).join(' and ')
  return said === '' ? 'all other numbers' : `numbers ${said} that no step before has`
}
