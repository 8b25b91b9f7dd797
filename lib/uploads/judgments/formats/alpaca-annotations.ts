import { id, isGiven, type JsonRecord, name, text } from '../../read/fields'
import { assistant, promptIn } from '../../read/record-parts'
import { type JudgmentFormat, UNSAID } from '../format'
import { groupOfJudge, maybeText, ownGroup, system, unparsed } from '../parts'
import { THREE } from '../questions'

/** AlpacaEval's annotations.json, and AlpacaFarm's cross-annotations. */
export const alpacaAnnotations: JudgmentFormat = {
  id: 'alpaca-annotations',
  name: 'AlpacaEval annotations',
  matches: (has) => has('output_1') && has('output_2') && has('preference'),
  criteria: [THREE],
  policy: {
    ties: 'A preference of 1.5, or 0, is a tie.',
    repeats: 'Rows of one annotator, prompt and pair of outputs are repeats; annotator_index tells annotators apart.',
    sides: 'Not recorded, but where a row has presented_first: AlpacaEval shuffles the two outputs before it asks.',
    losses:
      'A weighted preference counts for the output that it is nearer to, and its weight stays in the raw label. Without a preference a row is left out.',
  },
  read: (record) => {
    const judge = name(record, 'annotator')
    const index = id(record, 'annotator_index')
    return [
      {
        ...UNSAID,
        prompt: promptIn(record),
        category: name(record, 'dataset'),
        systemA: system(record, 'generator_1'),
        systemB: system(record, 'generator_2'),
        responseA: [assistant(text(record, 'output_1'))],
        responseB: [assistant(text(record, 'output_2'))],
        annotator: index ?? judge,
        ...(judge !== null && groupOfJudge(judge)),
        ...ownGroup(record),
        promptId: id(record, 'prompt_id'),
        leftIsA: isGiven(record, 'presented_first') ? String(record.presented_first) === '1' : null,
        rationale:
          isGiven(record, 'raw_completion') && typeof record.raw_completion === 'string'
            ? maybeText(record, 'raw_completion')
            : null,
        answers: [{ criterion: 0, choice: choiceOf(record), raw: String(record.preference) }],
      },
    ]
  },
}

function choiceOf({ preference }: JsonRecord): string {
  const number = typeof preference === 'string' && preference.trim() !== '' ? Number(preference) : preference
  if (typeof number !== 'number' || !(number === 0 || (number >= 1 && number <= 2)))
    throw unparsed('preference', preference)
  if (number === 0 || number === 1.5) return 'TIE'
  return number < 1.5 ? 'A' : 'B'
}
