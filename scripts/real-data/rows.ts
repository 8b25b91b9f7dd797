import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { BY_PERSON, type ExportedJudgment, NOT_RATED, NOTHING_SAID, SET_ASIDE } from '@/lib/records/exported-judgment'

/** Published preference data, kept outside of the repository: it is other people's. */
export const REAL_DATA = path.resolve(import.meta.dirname, '../../../shared/data')
export const hasRealData = existsSync(REAL_DATA)

const EMPTY: ExportedJudgment = {
  ...{ study: '', title: '', origin: 'collected', item: '0', promptId: null, category: null, tags: [] },
  ...{ modelA: '', modelB: '', focal: null, lengthA: null, lengthB: null, criterion: '', score: 0, leftIsA: true },
  ...{
    annotator: null,
    group: '',
    simulated: false,
    at: null,
    slot: null,
    milliseconds: null,
    leftOut: null,
    repeat: 0,
    shared: false,
  },
  ...{ verdict: null, expected: null, seed: 0, said: NOTHING_SAID, by: BY_PERSON, tieOffered: null, ...NOT_RATED },
}

const lines = (file: string) =>
  readFileSync(path.join(REAL_DATA, file), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line))

type Tulu = {
  instance_index: number
  instance_id: string
  model_a: string
  model_b: string
  completion_a_is_acceptable: string
  completion_b_is_acceptable: string
  preference: string
  evaluator: string
  timestamp: string
}

/** All of Tulu's expert judgments in the order in which they were given. */
export function tuluRecorded(): Tulu[] {
  return (lines('tulu-human-eval/eval_annotations_tulu_1.derived.jsonl') as Tulu[]).sort((a, b) =>
    a.timestamp < b.timestamp ? -1 : a.timestamp > b.timestamp ? 1 : 0,
  )
}

/** Of repeats by one evaluator the latest. */
function tuluKept(): Tulu[] {
  const rows = tuluRecorded()
  const latest = new Map(rows.map((row) => [`${row.instance_index}/${row.evaluator}`, row]))
  return rows.filter((row) => latest.get(`${row.instance_index}/${row.evaluator}`) === row)
}

/** Tulu's expert preferences; of repeats by one evaluator the latest is kept. */
export function tuluRows(): ExportedJudgment[] {
  return tuluKept().map((row) => ({
    ...EMPTY,
    item: String(row.instance_index),
    promptId: row.instance_id,
    modelA: row.model_a,
    modelB: row.model_b,
    focal: row.model_a === 'tulu_65B' ? 'a' : row.model_b === 'tulu_65B' ? 'b' : null,
    score: row.preference.startsWith('a-') ? 1 : row.preference.startsWith('b-') ? -1 : 0,
    annotator: row.evaluator,
    group: 'experts',
  }))
}

/** Whether each response was acceptable to an expert, in the same order: two answers a judgment. */
export function tuluAcceptance(): { item: number; system: string; annotator: string; isAcceptable: boolean }[] {
  return tuluKept().flatMap((row) => {
    const about = { item: row.instance_index, annotator: row.evaluator }
    return [
      { ...about, system: row.model_a, isAcceptable: row.completion_a_is_acceptable === 'yes' },
      { ...about, system: row.model_b, isAcceptable: row.completion_b_is_acceptable === 'yes' },
    ]
  })
}

type Pandalm = { idx: number; cmp_key: string; instruction: string; input: string } & Record<
  'annotator1' | 'annotator2' | 'annotator3',
  number
>

/** PandaLM's three annotators. */
export function pandalmRows(): ExportedJudgment[] {
  const items = JSON.parse(readFileSync(path.join(REAL_DATA, 'pandalm/testset-v1.json'), 'utf8')) as Pandalm[]
  return items.flatMap((item) =>
    (['annotator1', 'annotator2', 'annotator3'] as const).map((annotator) => {
      const [modelA = '', modelB = ''] = item.cmp_key.split('_')
      const label = item[annotator]
      const promptId = `${item.instruction}\n${item.input}`
      const score = label === 1 ? 1 : label === 2 ? -1 : 0
      return { ...EMPTY, item: String(item.idx), promptId, modelA, modelB, score, annotator, group: 'human' }
    }),
  )
}

/** What GPT-3.5 answered of the same pairs, as the file has it. */
export function pandalmAnswersOfGpt(): string[] {
  const file = path.join(REAL_DATA, 'pandalm/gpt-3.5-turbo-testset-v1.json')
  return (JSON.parse(readFileSync(file, 'utf8')) as { gpt_result: string }[]).map(({ gpt_result }) => gpt_result)
}

type Battle = { id: string; model_a: string; model_b: string; human_winner: string; judge_pick: 'A' | 'B' | null }

/**
 * Battles of an arena with a model's forced choice, and a human vote on the first of them; what it left unparsed is a slot
 * without a verdict.
 */
export function arenaRows(file: string, model: string, labelled: number): ExportedJudgment[] {
  const battles = JSON.parse(readFileSync(path.join(REAL_DATA, 'arena-judges', file), 'utf8')) as Battle[]
  return battles.flatMap(({ id, model_a: modelA, model_b: modelB, human_winner: winner, judge_pick: pick }, k) => {
    const about = { ...EMPTY, item: String(k), promptId: `${k} ${id}`, modelA, modelB, slot: 0 }
    const human = { ...about, annotator: 'voter', group: 'voters', score: winner === 'model_a' ? 1 : -1 }
    const by = { ...BY_PERSON, isModel: true, model }
    const judge = { ...about, annotator: model, group: 'models', by, score: pick === 'A' ? 1 : -1 }
    const none = { ...judge, score: Number.NaN, leftOut: SET_ASIDE, said: { ...NOTHING_SAID, flag: 'no_verdict' } }
    return [...(k < labelled ? [human] : []), pick === null ? none : judge]
  })
}

const SUFFIX = '-gpt-4-reviewer-threeclass.jsonl'

/** GPT-4's verdicts on the 80 Vicuna questions, both orders; what it left unparsed is left out and counted. */
export function vicunaRows(): { rows: ExportedJudgment[]; unparsed: number } {
  const folder = 'vicuna80-gpt4/judgments'
  const items = new Map<string, number>()
  let unparsed = 0
  const rows = readdirSync(path.join(REAL_DATA, folder))
    .sort()
    .flatMap((file) => {
      const [first = '', second = ''] = file.slice(0, -SUFFIX.length).split('-vs-').map(shortName)
      const [modelA, modelB] = [first, second].sort() as [string, string]
      return (lines(`${folder}/${file}`) as { question_id: number; score: number }[]).flatMap(
        ({ question_id, score }) => {
          if (score < 1) {
            unparsed++
            return []
          }
          const key = `${question_id}/${modelA}/${modelB}`
          if (!items.has(key)) items.set(key, items.size)
          const leftIsA = first === modelA
          const forLeft = score === 1 ? 1 : score === 2 ? -1 : 0
          return [
            {
              ...EMPTY,
              item: String(items.get(key)),
              promptId: String(question_id),
              ...{ modelA, modelB, leftIsA },
              score: leftIsA ? forLeft : -forLeft,
              annotator: 'GPT-4',
              group: 'llm',
              by: { ...BY_PERSON, isModel: true },
            },
          ]
        },
      )
    })
  return { rows, unparsed }
}

/** `answer-bard` and `65b-guanaco-…` as the paper names them. */
export function shortName(name: string): string {
  const size = /^(\d+b)-guanaco/.exec(name)?.[1]
  return size ? `guanaco-${size}` : name.replace(/^answer-/, '')
}
