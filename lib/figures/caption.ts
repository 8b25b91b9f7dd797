import { sampleSizes } from '@/lib/numbers/sample-sizes'
import { COUNTING_RULES } from '@/lib/rates/counting-rule'
import type { FigureQuery } from './figure-query'
import { methodNote } from './method-note'
import { modelSettingsNotes } from './model-settings-note'
import { modelsNotes } from './models-note'
import type { FigureCounts } from './read-counts'
import { unjudgedNotes } from './unjudged-note'

/** What figure 1 shows: what is counted, how many, by which rule, and how the intervals were made. */
export function captionText({ result, rows, sources, models }: FigureCounts, query: FigureQuery): string {
  const { study, rule, method } = result
  const name = study.focal?.name ?? 'the system named first'
  const { ties, intervals } = query
  return [
    `Share of verdicts that prefer ${name}, neither, or the other system, in answer to “${study.question}”; ${sampleSizes(rows)}.`,
    ...unjudgedNotes(rows, study.status === 'CLOSED'),
    `A verdict is a win, a tie or a loss by the sign of its score; ${COUNTING_RULES[rule].caption}.`,
    ...modelsNotes(rows, rule),
    ...modelSettingsNotes(models),
    methodNote({ method, ties, intervals, marks: sources.length > 0 }),
    sources.length > 0 ? `Published values: ${sources.join('; ')}.` : '',
  ]
    .filter(Boolean)
    .join(' ')
}
