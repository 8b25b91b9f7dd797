import { type Draft, EMPTY_DRAFT, newQuestion, type Row, type Slot } from './draft'
import type { LookedAt } from './look'
import type { Meaning } from './meanings'
import type { Place } from './schema'

/** A draft by the names of columns, with what in it nobody has looked at yet. */
export type Proposal = { draft: Draft; proposed: string[] }

/** What columns are usually called, in small letters and without signs. */
const CALLED: Record<Slot | 'modelA' | 'modelB' | 'verdict' | 'group', readonly string[]> = {
  promptId: ['promptid', 'questionid', 'instanceid', 'qid', 'itemid', 'taskid', 'hitid', 'id', 'uid'],
  prompt: ['prompt', 'instruction', 'question', 'query', 'messages', 'input', 'task'],
  category: ['category', 'dataset', 'source', 'topic'],
  tags: ['tags'],
  response: ['response', 'output', 'answer', 'completion', 'generation'],
  sample: ['sample'],
  system: ['system', 'model', 'generator', 'modelid', 'modelname'],
  modelA: ['modela', 'systema', 'model1', 'system1', 'generator1', 'leftmodel', 'modelleft'],
  modelB: ['modelb', 'systemb', 'model2', 'system2', 'generator2', 'rightmodel', 'modelright'],
  responseA: ['responsea', 'answera', 'outputa', 'completiona', 'response1', 'answer1', 'output1', 'chosen', 'left'],
  responseB: ['responseb', 'answerb', 'outputb', 'completionb', 'response2', 'answer2', 'output2', 'rejected', 'right'],
  verdict: ['winner', 'verdict', 'preference', 'preferred', 'vote', 'choice', 'judgment', 'label', 'better'],
  annotator: [
    'annotator',
    'annotatorid',
    'worker',
    'workerid',
    'evaluator',
    'judge',
    'rater',
    'reviewer',
    'userid',
    'user',
  ],
  group: ['group', 'annotatorgroup'],
  time: ['timestamp', 'tstamp', 'submittedat', 'createdat', 'time', 'date'],
  seconds: ['seconds', 'duration', 'leadtime', 'worktimeinseconds', 'elapsed'],
  turn: ['turn'],
  rationale: ['rationale', 'reason', 'comment', 'explanation', 'justification'],
}

/** Words that mean the same everywhere. Left and right are none: they go by who stood where. */
const WORDS: Record<string, Meaning> = {
  ...{ a: 'A', modela: 'A', responsea: 'A', answera: 'A', systema: 'A', aisbetter: 'A', model1: 'A', response1: 'A' },
  ...{ b: 'B', modelb: 'B', responseb: 'B', answerb: 'B', systemb: 'B', bisbetter: 'B', model2: 'B', response2: 'B' },
  ...{ tie: 'TIE', draw: 'TIE', equal: 'TIE', same: 'TIE', tieinconsistent: 'TIE', bothgood: 'TIE' },
  ...{ bothbad: 'BOTH_BAD', tiebothbad: 'BOTH_BAD', neither: 'BOTH_BAD' },
} as const

const plain = (name: string) => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')

/** What a table probably is. All of it is a proposal: whoever brings the table takes it or changes it. */
export function propose(places: readonly LookedAt[]): Proposal {
  const found = (what: keyof typeof CALLED) => findCalled(places, CALLED[what])
  const at = (what: keyof typeof CALLED): Place | undefined => placeOf(found(what))
  const row = rowOf((what) => found(what) !== undefined)
  if (row === null) return { draft: EMPTY_DRAFT, proposed: [] }
  const slots: Slot[] = ['promptId', 'prompt', 'category', 'tags', 'response', 'system', 'responseA', 'responseB']
  const told = [...slots, ...(['turn', 'annotator', 'time', 'seconds', 'rationale'] as const)].flatMap((slot) => {
    const place = at(slot)
    return place ? [[slot, place] as const] : []
  })
  const draft: Draft = { ...EMPTY_DRAFT, row, places: Object.fromEntries(told) }
  const [modelA, modelB, group, verdict] = [at('modelA'), at('modelB'), at('group'), found('verdict')]
  if (modelA) draft.modelA = modelA
  if (modelB) draft.modelB = modelB
  if (group) draft.groups = { ...draft.groups, from: group }
  const answered = row === 'judgment' && verdict ? proposeVerdict(verdict, [found('modelA'), found('modelB')]) : null
  if (answered) draft.questions = [answered.question]
  return {
    draft,
    proposed: [
      ...['row', ...told.map(([slot]) => slot)],
      ...(modelA ? ['modelA'] : []),
      ...(modelB ? ['modelB'] : []),
      ...(group ? ['groups'] : []),
      ...(answered?.proposed ?? []),
    ],
  }
}

function rowOf(has: (what: keyof typeof CALLED) => boolean): Row | null {
  const isPair = has('responseA') && has('responseB')
  if (has('verdict') && (isPair || (has('modelA') && has('modelB')))) return 'judgment'
  if (isPair) return 'pair'
  if (has('response')) return 'response'
  return has('prompt') ? 'prompt' : null
}

function findCalled(places: readonly LookedAt[], names: readonly string[]): LookedAt | undefined {
  const columns = places.filter(({ path }) => !/[.[]/.test(path))
  return names.map((name) => columns.find(({ path }) => plain(path) === name)).find((one) => one !== undefined)
}

/** A column whose every text is JSON is read as that. */
function placeOf(looked: LookedAt | undefined): Place | undefined {
  return looked && { path: looked.path, json: looked.json || isJson(looked) }
}

export function isJson({ asJson, kinds }: LookedAt): boolean {
  return asJson > 0 && asJson === (kinds.text ?? 0)
}

/** What the values of a verdict's column probably mean. */
export function proposeVerdict(verdict: LookedAt, systems: readonly (LookedAt | undefined)[]) {
  const from: Place = { path: verdict.path, json: verdict.json }
  const question = newQuestion(from)
  const names = new Set(systems.flatMap((system) => system?.values ?? []).map(({ value }) => value))
  const given = verdict.values ?? []
  const values = given.flatMap(({ value }) => {
    const means =
      value === ''
        ? 'NONE'
        : names.has(value)
          ? undefined
          : meaningOf(
              value,
              given.map((one) => one.value),
            )
    return means ? [{ value, means }] : []
  })
  const isNamed = given.some(({ value }) => value !== '' && names.has(value))
  return {
    question: {
      ...question,
      scale: values.some(({ means }) => means === 'BOTH_BAD') ? ('THREE_BOTH_BAD' as const) : question.scale,
      verdict: { kind: 'values', from, values, names: isNamed, others: 'BLOCK' } as const,
    },
    proposed: ['verdict', ...values.map(({ value }) => `value ${value}`), ...(isNamed ? ['names'] : [])],
  }
}

/** Numbers mean something together only. */
const NUMBERS: [set: readonly string[], meanings: Record<string, Meaning>][] = [
  [['0', '1', '2'], { '0': 'TIE', '1': 'A', '2': 'B' }],
  [['-1', '0', '1'], { '-1': 'B', '0': 'TIE', '1': 'A' }],
]

function meaningOf(value: string, all: readonly string[]): Meaning | undefined {
  const filled = all.filter((one) => one !== '')
  if (/^-?\d$/.test(value)) return NUMBERS.find(([set]) => filled.every((one) => set.includes(one)))?.[1][value]
  const word = plain(value)
  return Object.hasOwn(WORDS, word) ? WORDS[word] : undefined
}
