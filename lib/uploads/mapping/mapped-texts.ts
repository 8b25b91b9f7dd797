import { type JudgmentFields, type JudgmentFormat, UNSAID } from '../judgments/format'
import { RecordProblem } from '../problems'
import type { JsonRecord } from '../read/fields'
import { systemIn, textsOfPair } from './mapped-judgments'
import { nameAt } from './scalar-at'
import type { MappingOf } from './schema'
import { askedIn, isSaid, onePrompt, saidIn } from './texts'

type WithSystems = MappingOf<'pair'> | MappingOf<'wide'> | MappingOf<'response'>

/** A mapping of prompts with the responses of several systems as one more format: it answers no question. */
export function mappedTexts(mapping: WithSystems): JudgmentFormat {
  const about = { id: 'mapping', name: mapping.name, matches: () => true, criteria: [], policy: POLICY }
  switch (mapping.row) {
    case 'pair':
      return { ...about, read: (record) => [pairIn(record, mapping)] }
    case 'wide':
      return { ...about, read: (record) => responsesIn(record, mapping) }
    case 'response':
      return { ...about, read: (record) => [responseIn(record, mapping)] }
  }
}

const POLICY = {
  ties: 'No verdicts are read.',
  repeats: 'The same text of a system to a prompt is taken once; another one is a further sample.',
  sides: 'None: a study decides them.',
  losses: 'Other columns are not read.',
}

function pairIn(record: JsonRecord, mapping: MappingOf<'pair'>): JudgmentFields {
  const systems = { systemA: systemIn(record, mapping.modelA), systemB: systemIn(record, mapping.modelB) }
  return { ...UNSAID, ...textsOfPair(record, mapping), ...systems, answers: [] }
}

/** A row for each column that says something: an empty cell is no response. */
function responsesIn(record: JsonRecord, mapping: MappingOf<'wide'>): JudgmentFields[] {
  const { later, ...asked } = askedIn(record, mapping)
  const given = mapping.responses.filter(({ from }) => isSaid(record, from))
  if (given.length === 0) throw new RecordProblem('empty_response', 'No column has a response')
  return given.map(({ system, from }) => {
    const { opening, response } = saidIn(record, from, later)
    return { ...single(system), ...asked, prompt: onePrompt(asked.prompt, [opening]), responseA: response }
  })
}

function responseIn(record: JsonRecord, mapping: MappingOf<'response'>): JudgmentFields {
  const { later, ...asked } = askedIn(record, mapping)
  const system = nameAt(record, mapping.system)
  if (system === null) throw new RecordProblem('missing_field', `“${mapping.system?.path}” is empty: it names a system`)
  const { opening, response } = saidIn(record, mapping.response, later)
  return { ...single(system), ...asked, prompt: onePrompt(asked.prompt, [opening]), responseA: response }
}

/** One system's response beside no other. */
function single(systemA: string) {
  return { ...UNSAID, systemA, systemB: null, answers: [] }
}
