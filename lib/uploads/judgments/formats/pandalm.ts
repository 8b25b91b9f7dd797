import { RecordProblem } from '../../problems'
import { type JsonRecord, show, text } from '../../read/fields'
import { assistant, promptIn } from '../../read/record-parts'
import { type JudgmentFormat, UNSAID } from '../format'
import { codeOf } from '../parts'
import { THREE } from '../questions'

const CODES = new Map([
  ['0', 'TIE'],
  ['1', 'A'],
  ['2', 'B'],
])

/** More columns than any such file has. */
const MOST_ANNOTATORS = 100

/** PandaLM's test set: a record a pair, an annotator a column. */
export const pandalm: JudgmentFormat = {
  id: 'pandalm',
  name: 'PandaLM test set',
  matches: (has) => has('cmp_key') && has('response1') && has('response2') && has('annotator1'),
  criteria: [THREE],
  policy: {
    ties: '0 is a tie.',
    repeats: 'There are none: each annotator has one column.',
    sides: 'Not recorded.',
    losses: 'A response that is true or false instead of a text is taken for that word. motivation_app is not read.',
  },
  read: (record) => {
    const [systemA, systemB, ...more] = String(record.cmp_key ?? '').split('_')
    if (!systemA || !systemB || more.length > 0)
      throw new RecordProblem('wrong_type', `“cmp_key” is ${show(record.cmp_key)}; wanted is modelA_modelB`)
    const about = {
      ...UNSAID,
      prompt: promptOf(record),
      ...{ systemA, systemB, group: 'Annotators' },
      responseA: [assistant(said(record, 'response1'))],
      responseB: [assistant(said(record, 'response2'))],
    }
    const annotators = Object.keys(record).filter((field) => /^annotator\d+$/.test(field))
    return annotators.slice(0, MOST_ANNOTATORS).map((annotator) => ({
      ...about,
      annotator,
      answers: [{ criterion: 0, choice: codeOf(record, annotator, CODES), raw: String(record[annotator]) }],
    }))
  },
}

/** One of its records has nothing but an input. */
function promptOf({ instruction, input }: JsonRecord) {
  return promptIn(
    typeof instruction === 'string' && instruction.trim() === '' ? { prompt: input } : { instruction, input },
  )
}

function said(record: JsonRecord, field: string): string {
  const value = record[field]
  return typeof value === 'boolean' ? String(value) : text(record, field)
}
