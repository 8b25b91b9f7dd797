import type { Access } from '@/lib/auth/access'
import { type FigureQuery, toFigureQuery } from '@/lib/figures/figure-query'
import { readAllFigures } from '@/lib/figures/registry'
import type { FrozenFigure } from './frozen-numbers'

/**
 * The numbers of every figure of a study, as their CSVs have them; a figure of either set of items is one.
 *
 * @throws AppError `conflict` while numbers are being computed
 */
export async function readNumbers(
  access: Access<'study:results'>,
  asked: Pick<FigureQuery, 'rule' | 'criterion'>,
): Promise<FrozenFigure[]> {
  const figures = new Map<string, FrozenFigure>()
  for (const { name, rows } of await readAllFigures(access, { ...toFigureQuery({}), ...asked })) {
    const figure = figures.get(name) ?? { name, rows: [] }
    figures.set(name, figure)
    figure.rows.push(...(JSON.parse(JSON.stringify(rows)) as FrozenFigure['rows']))
  }
  return [...figures.values()]
}
