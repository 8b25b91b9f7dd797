import { BY_PERSON, type ExportedJudgment, NOT_RATED, NOTHING_SAID } from '@/lib/records/exported-judgment'
import { readStudy } from './study'

/** A study of the reference values as rows of an export: response A is what was shown first, and stood left. */
export function* studyRows(file: string): Generator<ExportedJudgment> {
  const study = readStudy(file)
  const numbers = new Map<string, number>()
  for (const { prompt, first, second, low, high, annotator, choice } of study.judgments) {
    const item = `${prompt}/${low}/${high}`
    if (!numbers.has(item)) numbers.set(item, numbers.size)
    const length = (system: number) => study.lengths[system]?.[prompt] ?? null
    yield {
      study: study.name,
      title: study.name,
      origin: 'reference values',
      item: String(numbers.get(item)),
      promptId: study.prompts[prompt]?.id ?? String(prompt),
      category: study.prompts[prompt]?.category ?? null,
      tags: [],
      modelA: study.systems[first] as string,
      modelB: study.systems[second] as string,
      focal: null,
      lengthA: length(first),
      lengthB: length(second),
      criterion: '',
      score: choice === 'A' ? 1 : choice === 'B' ? -1 : 0,
      leftIsA: true,
      annotator: study.annotators[annotator]?.id ?? String(annotator),
      group: study.annotators[annotator]?.group ?? '',
      simulated: false,
      at: null,
      milliseconds: null,
      leftOut: null,
      slot: null,
      repeat: 0,
      shared: false,
      verdict: null,
      expected: null,
      seed: 0,
      said: NOTHING_SAID,
      by: { ...BY_PERSON, isModel: study.annotators[annotator]?.group === 'llm' },
      tieOffered: null,
      ...NOT_RATED,
    }
  }
}
