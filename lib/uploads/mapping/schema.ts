import { z } from 'zod'
import { list, real, text, word } from '@/lib/inputs'
import { SCALES, type Scale } from '@/lib/protocols/comparison/scales'
import { isBySide, MEANINGS, type Meaning, meaningsOf } from './meanings'

/** Kept in files of people: a change of what it means is a new version. */
export const MAPPING_FORMAT = 'evenhand-mapping/1'

const MOST_VALUES = 200
const MOST_COLUMNS = 50
const MOST_QUESTIONS = 10

const named = (max: number) => text(max).refine((name) => !/\p{Cc}/u.test(name), 'Leave out control characters.')

/** Where a value stands: a column, or a path such as `body.choices[0].text`; texts on the way may be JSON. */
const Place = z.strictObject({ path: word(300).min(1, 'Name a column.'), json: z.boolean().default(false) })
export type Place = z.output<typeof Place>

/** A system: the place of its name, or one name for all rows. */
const SystemName = z
  .strictObject({
    path: word(300).min(1, 'Name a column.').optional(),
    json: z.boolean().default(false),
    fixed: named(200).min(1, 'Give a name.').optional(),
  })
  .refine(
    ({ path, fixed }) => (path === undefined) !== (fixed === undefined),
    'Name a column, or give one name for all.',
  )
export type SystemName = z.output<typeof SystemName>

const MeaningInput = z.enum(MEANINGS as readonly Meaning[], `Say what it means: ${MEANINGS.join(', ')}.`)

const Verdict = z.discriminatedUnion('kind', [
  /** A column whose every value has a meaning. */
  z.strictObject({
    kind: z.literal('values'),
    from: Place,
    values: list(z.strictObject({ value: word(200), means: MeaningInput }), MOST_VALUES, 'values'),
    /** A value that is the name of one of the row's two systems means that one. */
    names: z.boolean().default(false),
    /** What becomes of other values: they stop the import, or are no verdicts. */
    others: z.enum(['BLOCK', 'LEAVE_OUT']).default('BLOCK'),
  }),
  /** A column for each verdict, of which exactly one is set. */
  z.strictObject({
    kind: z.literal('columns'),
    columns: list(z.strictObject({ from: Place, means: MeaningInput }), 20, 'columns').min(
      2,
      'Name at least two columns.',
    ),
  }),
  /** A number, or the difference of two: the first step that it fits says what it means. */
  z.strictObject({
    kind: z.literal('number'),
    from: Place,
    minus: Place.optional(),
    steps: list(
      z.strictObject({ below: real(-1e9, 1e9).optional(), upTo: real(-1e9, 1e9).optional(), means: MeaningInput }),
      ...([20, 'steps'] as const),
    ).min(1, 'Give at least one step.'),
  }),
])
export type Verdict = z.output<typeof Verdict>

const SCALE_NAMES = Object.keys(SCALES) as [Scale, ...Scale[]]

/** A question that each row answers. */
const Question = z
  .strictObject({
    question: text(500).min(1, 'Word the question.').default('Which answer is better?'),
    /** Where each row answers one question: what stands in the criterion’s column of those that answer this one. */
    when: word(200).optional(),
    scale: z.enum(SCALE_NAMES),
    verdict: Verdict,
  })
  .superRefine(({ scale, verdict }, ctx) => {
    const fitting = meaningsOf(scale)
    for (const { means, at } of meaningsIn(verdict))
      if (!fitting.includes(means))
        ctx.addIssue({
          code: 'custom',
          path: ['verdict', ...at],
          message: `${means} is none of this scale’s meanings: ${fitting.join(', ')}.`,
        })
  })
export type Question = z.output<typeof Question>

/** Which of the two responses was shown first, or left. */
const ShownFirst = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('always'), means: z.enum(['A', 'B']) }),
  z.strictObject({
    kind: z.literal('values'),
    from: Place,
    values: list(z.strictObject({ value: word(200), means: z.enum(['A', 'B', 'UNKNOWN']) }), MOST_VALUES, 'values'),
    names: z.boolean().default(false),
  }),
])
export type ShownFirst = z.output<typeof ShownFirst>

const Group = { group: named(60).min(1, 'Name the group.'), model: z.boolean().default(false) }

/** Into which groups those who judged are put. */
const Groups = z.strictObject({
  /** The column that says it; else the annotator’s name is looked at. */
  from: Place.optional(),
  /** The first rule that fits; `*` stands for anything. */
  rules: list(z.strictObject({ like: word(100).min(1, 'Say which names.'), ...Group }), 50, 'rules').default([]),
  otherwise: z.strictObject(Group).default({ group: 'Annotators', model: false }),
})
export type Groups = z.output<typeof Groups>

/** The only rows that are taken: those in which a column has one of these values. */
const Only = z.strictObject({
  from: Place,
  values: list(word(200), MOST_VALUES, 'values').min(1, 'Give at least one value.'),
})
export type Only = z.output<typeof Only>

const About = {
  format: z.literal(MAPPING_FORMAT, `A mapping begins with "format": "${MAPPING_FORMAT}".`),
  name: named(80).min(1, 'Name the mapping.'),
  only: Only.optional(),
}
const Asked = {
  promptId: Place.optional(),
  prompt: Place.optional(),
  category: Place.optional(),
  tags: Place.optional(),
}

const PromptRows = z.strictObject({ ...About, row: z.literal('prompt'), ...Asked, prompt: Place })
const ResponseRows = z.strictObject({
  ...{ ...About, row: z.literal('response'), ...Asked },
  ...{ response: Place, sample: Place.optional(), system: Place.optional() },
})
const PairRows = z.strictObject({
  ...{ ...About, row: z.literal('pair'), ...Asked, modelA: SystemName, modelB: SystemName },
  ...{ responseA: Place, responseB: Place },
})
const WideRows = z.strictObject({
  ...{ ...About, row: z.literal('wide'), ...Asked },
  responses: list(
    z.strictObject({ system: named(200).min(1, 'Name the system.'), from: Place }),
    ...([MOST_COLUMNS, 'columns'] as const),
  ).min(2, 'Name the columns of at least two systems.'),
})
const JudgmentRows = z.strictObject({
  ...{ ...About, row: z.literal('judgment'), ...Asked, modelA: SystemName, modelB: SystemName },
  ...{ responseA: Place.optional(), responseB: Place.optional() },
  questions: list(Question, MOST_QUESTIONS, 'questions').min(1, 'Say where the verdict stands.'),
  /** Which question a row answers, where each answers one; else every row answers all of them. */
  criterion: Place.optional(),
  /** Up to which answer of a dialogue a row goes, from 1; else it is of the whole. */
  turn: Place.optional(),
  shownFirst: ShownFirst.optional(),
  annotator: Place.optional(),
  groups: Groups.default({ rules: [], otherwise: { group: 'Annotators', model: false } }),
  ...{ time: Place.optional(), seconds: Place.optional(), rationale: Place.optional() },
})

/** What a table’s columns mean: how each of its rows becomes prompts, responses, pairs or judgments. */
export const Mapping = z
  .discriminatedUnion('row', [PromptRows, ResponseRows, PairRows, WideRows, JudgmentRows])
  .superRefine((mapping, ctx) => {
    const issue = (message: string, ...path: (string | number)[]) => ctx.addIssue({ code: 'custom', path, message })
    if (mapping.row !== 'prompt' && !mapping.promptId && !mapping.prompt && !holdsPrompt(mapping))
      issue('Say where the prompt’s id or its text stands.', 'prompt')
    if (
      mapping.row === 'wide' &&
      new Set(mapping.responses.map(({ system }) => system)).size < mapping.responses.length
    )
      issue('Each column needs a system of its own.', 'responses')
    if (mapping.row !== 'judgment') return
    for (const { index, message } of wrongQuestions(mapping)) issue(message, 'questions', index, 'when')
    for (const [index, { verdict }] of mapping.questions.entries()) {
      const given = verdict.kind === 'values' ? verdict.values.map(({ value }) => value) : []
      const twice = given.find((value, at) => given.indexOf(value) < at)
      if (twice !== undefined) issue(`“${twice}” is given two meanings.`, 'questions', index, 'verdict', 'values')
      const bySide = meaningsIn(verdict).find(({ means }) => isBySide(means))
      if (bySide && !mapping.shownFirst)
        issue('Say which response was shown first: a verdict goes by it.', 'shownFirst')
    }
  })
export type Mapping = z.output<typeof Mapping>
export type MappingOf<Row extends Mapping['row']> = Extract<Mapping, { row: Row }>

/** Questions of which nobody can tell which rows answer them. */
function wrongQuestions({ criterion, questions }: MappingOf<'judgment'>): { index: number; message: string }[] {
  const values = questions.map(({ when }) => when)
  return values.flatMap((when, index) => {
    if (!criterion) return when === undefined ? [] : [{ index, message: 'Name the column of the criterion, too.' }]
    if (when === undefined) return [{ index, message: 'Say of which rows: by what stands in the criterion’s column.' }]
    return values.indexOf(when) < index ? [{ index, message: `“${when}” is given to two questions.` }] : []
  })
}

/** Responses may be whole conversations, which begin with their prompt. */
function holdsPrompt(mapping: Mapping): boolean {
  return mapping.row === 'pair' || (mapping.row === 'judgment' && mapping.responseA !== undefined)
}

/** Every meaning that a verdict gives, with its place within it. */
function meaningsIn(verdict: Verdict): { means: Meaning; at: (string | number)[] }[] {
  switch (verdict.kind) {
    case 'values':
      return verdict.values.map(({ means }, index) => ({ means, at: ['values', index, 'means'] }))
    case 'columns':
      return verdict.columns.map(({ means }, index) => ({ means, at: ['columns', index, 'means'] }))
    case 'number':
      return verdict.steps.map(({ means }, index) => ({ means, at: ['steps', index, 'means'] }))
  }
}

export const DeleteMappingInput = z.object({ mappingId: z.uuid() })
