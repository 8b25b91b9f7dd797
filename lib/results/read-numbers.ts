import type { Access } from '@/lib/auth/access'
import type { Figure } from '@/lib/figures/figure'
import { type FigureQuery, toFigureQuery } from '@/lib/figures/figure-query'
import { readAllFigures } from '@/lib/figures/registry'
import type { FrozenFigure } from './frozen-numbers'

type Asked = Pick<FigureQuery, 'rule' | 'criterion'>

/**
 * Every figure of a study as it is shown where nothing else is chosen.
 *
 * @throws AppError `conflict` while numbers are being computed
 */
export async function readFigures(access: Access<'study:results'>, asked: Asked): Promise<Figure[]> {
  return readAllFigures(access, { ...toFigureQuery({}), ...asked })
}

/** The numbers of every figure of a study. @throws AppError `conflict` while numbers are being computed */
export async function readNumbers(access: Access<'study:results'>, asked: Asked): Promise<FrozenFigure[]> {
  return numbersOf(await readFigures(access, asked))
}

/** Figures’ numbers as their CSVs have them; a figure of either set of items is one. */
export function numbersOf(all: readonly Figure[]): FrozenFigure[] {
  const figures = new Map<string, FrozenFigure>()
  for (const { name, rows } of all) {
    const figure = figures.get(name) ?? { name, rows: [] }
    figures.set(name, figure)
    figure.rows.push(...(JSON.parse(JSON.stringify(rows)) as FrozenFigure['rows']))
  }
  return [...figures.values()]
}
