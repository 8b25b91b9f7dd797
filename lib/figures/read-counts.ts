import 'server-only'
import type { Access } from '@/lib/auth/access'
import { findAnswers, type ModelAnswers, sensitivity, withoutVerdict } from '@/lib/rates/model-answers'
import type { RateRow } from '@/lib/rates/rates'
import { type OpenPair, readOpen } from '@/lib/rates/read-open'
import { type PublishedValue, readReferences } from '@/lib/rates/read-references'
import { type WinTieLoss, winTieLoss } from '@/lib/rates/win-tie-loss'
import type { FigureQuery } from './figure-query'
import { readModels, type ToldModel } from './read-models'

/** What models did on a pair beside their verdicts; `sensitivity` is null where every slot has one. */
export type AskedModels = {
  without: number
  outcomes: Readonly<Record<string, number>>
  sensitivity: { ties: number; losses: number } | null
  pairs: number
  inconsistent: number
}

/** A row with what was published of the same pair by annotators of the same kind, and of models what else they did. */
export type MarkedRow = RateRow & { mark?: { win: number; winOrTie: number }; asked?: AskedModels }

/** Figure 1 as asked for: the whole result, the rows of the group or groups that are shown, what is not judged yet. */
export type FigureCounts = {
  result: WinTieLoss
  rows: MarkedRow[]
  sources: string[]
  open: OpenPair[]
  /** Of the groups that are shown. */
  models: ToldModel[]
}

/** Reads what the results page and its downloads draw, with published values beside it where there are some. */
export async function readFigureCounts(access: Access<'study:results'>, query: FigureQuery): Promise<FigureCounts> {
  const [result, references, open, models] = await Promise.all([
    winTieLoss(access, query),
    readReferences(access),
    readOpen(access),
    readModels(access.studyId),
  ])
  const kindOf = new Map(result.study.groups.map(({ name, kind }) => [name, kind]))
  const isModels = (row: RateRow) => kindOf.get(row.group) === 'LLM' && result.study.origin !== 'RECONSTRUCTED'
  const shown = result.rows.filter(({ group }) => query.group === null || group === query.group)
  const marked = shown.map((row) => mark(row, query.marks ? references : [], kindOf.get(row.group) ?? 'HUMAN'))
  return {
    result,
    rows: marked.map(({ row }) => (isModels(row) ? { ...row, asked: askedOf(row, result.modelAnswers) } : row)),
    open,
    models: models.filter(({ group }) => query.group === null || group === query.group),
    sources: [...new Set(marked.flatMap(({ source }) => (source ? [source] : [])))],
  }
}

/** The rule makes verdicts of judgments; what has none counts with the weight of a verdict. */
function askedOf(row: RateRow, all: readonly ModelAnswers[]): AskedModels {
  const found = findAnswers(all, row)
  const without = found ? withoutVerdict(found) : 0
  return {
    without,
    outcomes: found?.outcomes ?? {},
    sensitivity: without === 0 ? null : sensitivity(row, without),
    ...{ pairs: found?.pairs ?? 0, inconsistent: found?.inconsistent ?? 0 },
  }
}

function mark(row: RateRow, references: PublishedValue[], kind: 'HUMAN' | 'LLM') {
  const found = references.find(
    (one) => one.kind === kind && one.reference === row.reference && one.other === row.other,
  )
  if (!found) return { row, source: null }
  return { row: { ...row, mark: { win: found.win, winOrTie: found.winOrTie } }, source: found.source }
}
