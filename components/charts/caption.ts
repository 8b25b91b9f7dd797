import { COUNTING_RULES } from '@/lib/analysis/counting-rule'
import type { FigureQuery } from '@/lib/analysis/figure-query'
import type { Figure } from '@/lib/analysis/read-figure'
import { methodNote } from './method-note'
import { sampleSizes } from './sample-sizes'

/** Figure 1's caption: what is counted, how many, by which rule, how the intervals were made, and when. */
export function captionText({ result, rows, sources }: Figure, query: FigureQuery, at = new Date()): string {
  const { study, rule, method } = result
  const name = study.focal?.name ?? 'the system named first'
  const { ties, intervals } = query
  return [
    `Share of verdicts that prefer ${name}, neither, or the other system, in answer to “${study.question}”; ${sampleSizes(rows)}.`,
    `A verdict is a win, a tie or a loss by the sign of its score; ${COUNTING_RULES[rule].caption}.`,
    methodNote({ method, ties, intervals, marks: sources.length > 0 }),
    sources.length > 0 ? `Published values: ${sources.join('; ')}.` : '',
    `Counted on ${at.toISOString().slice(0, 10)}.`,
  ]
    .filter(Boolean)
    .join(' ')
}
