import {
  type Groups,
  MAPPING_FORMAT,
  Mapping,
  type Only,
  type Place,
  type Question,
  type ShownFirst,
  type SystemName,
} from './schema'

export type Row = Mapping['row']

/** What a row may hold at one place each. */
const SLOTS = [
  ...(['promptId', 'prompt', 'category', 'tags', 'response', 'sample', 'system'] as const),
  ...(['responseA', 'responseB', 'turn', 'annotator', 'time', 'seconds', 'rationale'] as const),
] as const
export type Slot = (typeof SLOTS)[number]

/** A mapping that somebody is still making. */
export type Draft = {
  name: string
  row: Row | null
  places: Partial<Record<Slot, Place>>
  modelA: SystemName
  modelB: SystemName
  responses: { system: string; from: Place }[]
  questions: Question[]
  /** Which question a row answers, where each answers one. */
  criterion: Place | null
  /** The only rows that are taken; null for all. */
  only: Only | null
  shownFirst: ShownFirst | null
  groups: Groups
}

const NOWHERE: SystemName = { json: false }

export const EMPTY_DRAFT: Draft = {
  ...{
    name: '',
    row: null,
    places: {},
    modelA: NOWHERE,
    modelB: NOWHERE,
    responses: [],
    questions: [],
    criterion: null,
    only: null,
    shownFirst: null,
  },
  groups: { rules: [], otherwise: { group: 'Annotators', model: false } },
}

/** Which slots a kind of row has, those of the prompt first. */
export function slotsOf(row: Row): readonly Slot[] {
  const asked = ['promptId', 'prompt', 'category', 'tags'] as const
  switch (row) {
    case 'prompt':
    case 'wide':
      return asked
    case 'response':
      return [...asked, 'response', 'system', 'sample']
    case 'pair':
      return [...asked, 'responseA', 'responseB']
    case 'judgment':
      return [...asked, 'responseA', 'responseB', 'turn', 'annotator', 'time', 'seconds', 'rationale']
  }
}

/** What a draft says by now, as the file of a mapping would. */
export function inputOf(draft: Draft): Record<string, unknown> {
  const { row, name, places, modelA, modelB, responses, questions, criterion, only, shownFirst, groups } = draft
  if (row === null) return { format: MAPPING_FORMAT, name }
  const told = Object.fromEntries(slotsOf(row).flatMap((slot) => (places[slot] ? [[slot, places[slot]]] : [])))
  return {
    ...{ format: MAPPING_FORMAT, name, row, ...told, ...(only && { only }) },
    ...((row === 'pair' || row === 'judgment') && { modelA, modelB }),
    ...(row === 'wide' && { responses }),
    ...(row === 'judgment' && {
      ...{ questions, groups, ...(criterion && { criterion }), ...(shownFirst && { shownFirst }) },
    }),
  }
}

/** A mapping, to be changed. */
export function draftOf(mapping: Mapping): Draft {
  const fields: Partial<Record<string, unknown>> = mapping
  const places = Object.fromEntries(SLOTS.flatMap((slot) => (fields[slot] ? [[slot, fields[slot]]] : [])))
  return {
    ...EMPTY_DRAFT,
    ...{ name: mapping.name, row: mapping.row, places, only: mapping.only ?? null },
    ...((mapping.row === 'pair' || mapping.row === 'judgment') && { modelA: mapping.modelA, modelB: mapping.modelB }),
    ...(mapping.row === 'wide' && { responses: mapping.responses }),
    ...(mapping.row === 'judgment' && {
      ...{ questions: mapping.questions, criterion: mapping.criterion ?? null },
      ...{ shownFirst: mapping.shownFirst ?? null, groups: mapping.groups },
    }),
  }
}

/** A finished mapping, or what is missing, by its place. */
export function finish(draft: Draft): { mapping: Mapping } | { missing: { place: string; message: string }[] } {
  const parsed = Mapping.safeParse(inputOf(draft))
  if (parsed.success) return { mapping: parsed.data }
  return {
    missing: parsed.error.issues.map(({ path, message }) => ({
      place: String(path[0] ?? ''),
      message: `${nameOf(path)}${message}`,
    })),
  }
}

const NAMES: Record<string, string> = {
  ...{ row: 'What a row is', name: 'Name', prompt: 'Prompt', response: 'Response', responses: 'Columns' },
  ...{ modelA: 'System A', modelB: 'System B', responseA: 'Response A', responseB: 'Response B' },
  ...{ questions: 'Verdict', shownFirst: 'Shown first', groups: 'Groups', only: 'Which rows', criterion: 'Criterion' },
}

function nameOf([first]: readonly PropertyKey[]): string {
  const name = NAMES[String(first)]
  return name ? `${name}: ` : ''
}

/** Every path that a mapping reads. */
export function pathsIn(mapping: Mapping): string[] {
  const found: string[] = []
  const gather = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) gather(one)
    else if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) {
        if (key === 'path' && typeof inner === 'string') found.push(inner)
        else gather(inner)
      }
  }
  gather(mapping)
  return [...new Set(found)]
}

/** A question that is not answered yet: its verdict has no place. */
export function newQuestion(from: Place): Question {
  return {
    ...{ question: 'Which answer is better?', scale: 'THREE' },
    verdict: { kind: 'values', from, values: [], names: false, others: 'BLOCK' },
  }
}
