import { BY_PERSON, type ExportedJudgment, NOTHING_SAID } from '@/lib/records/exported-judgment'
import { readRatedStudy } from './rated-study'

/** Ratings of the reference values as rows of an export. */
export function* ratedRows(file: string): Generator<ExportedJudgment> {
  const { name, systems, prompts, annotators, options, ratings } = readRatedStudy(file)
  const scale = JSON.stringify(Object.fromEntries(options.map(({ code, score }) => [code, score])))
  for (const { prompt, system, annotator, option, turn } of ratings) {
    const { id = '', category = null } = prompts[prompt] ?? {}
    yield {
      ...{ study: name, title: name, origin: 'reference values', criterion: '', seed: 0 },
      ...{ item: String(prompt * systems.length + system), promptId: id, category, tags: [] },
      ...{ modelA: systems[system] as string, modelB: '', focal: null, lengthA: null, lengthB: null, leftIsA: null },
      ...{ annotator: annotators[annotator]?.id ?? '', group: annotators[annotator]?.group ?? '', simulated: false },
      ...{ verdict: options[option]?.code ?? '', score: options[option]?.score ?? Number.NaN, turn, tieOffered: null },
      ...{ protocol: 'rating', sample: 0, scale },
      ...{ at: null, milliseconds: null, leftOut: null, slot: null, repeat: 0, shared: false, expected: null },
      said: NOTHING_SAID,
      by: { ...BY_PERSON, isModel: annotators[annotator]?.group === 'llm' },
    }
  }
}
