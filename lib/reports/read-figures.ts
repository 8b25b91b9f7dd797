import 'server-only'
import type { Access } from '@/lib/auth/access'
import { agreement } from '@/lib/figures/agreement'
import { anytime } from '@/lib/figures/anytime'
import type { Figure } from '@/lib/figures/figure'
import { figureData } from '@/lib/figures/figure-data'
import type { FigureData, FigureKind } from '@/lib/figures/figure-kind'
import { type FigureQuery, toFigureQuery } from '@/lib/figures/figure-query'
import { parity, ratedParity } from '@/lib/figures/judges/parity'
import { ratingAgreement } from '@/lib/figures/ratings/agreement'
import { means } from '@/lib/figures/ratings/means'
import { meansByNumber } from '@/lib/figures/ratings/means-by-number'
import { noFailure } from '@/lib/figures/ratings/no-failure'
import { shares } from '@/lib/figures/ratings/shares'
import { sharesByTag } from '@/lib/figures/ratings/slices'
import { turns } from '@/lib/figures/ratings/turns'
import { figure1 } from '@/lib/figures/win-tie-loss'
import type { FrozenFigure, PartName } from './content'

/** A figure with the part of the report that it belongs to. */
export type PartFigure = { part: PartName; figure: FrozenFigure }

/** How a figure is asked for: the question and how it is counted, with the paper’s agreement beside one’s own. */
export type Asked = Pick<FigureQuery, 'criterion' | 'ties' | 'rule'>

/**
 * The figures of one of a study’s questions that a report has, each in its part.
 *
 * @throws AppError `conflict` while numbers of the present data are being computed
 */
export async function readPartFigures(access: Access<'study:results'>, asked: Asked): Promise<PartFigure[]> {
  const query = { ...toFigureQuery({}), ...asked, reference: 'lima-2023' as const }
  const data = figureData(access, query, { isStrict: true })
  const made = (await data.protocol()) === 'RATING' ? await ofRatings(data) : await ofComparisons(data)
  return made.map(({ part, figure }) => ({ part, figure: freeze(access.studyId, figure) }))
}

type Made = { part: PartName; figure: Figure }

async function make(part: PartName, title: string | null, kinds: readonly FigureKind[], data: FigureData) {
  const figures = await Promise.all(kinds.map(({ make: makeOne }) => makeOne(data)))
  return figures.flatMap((figure, index): Made[] =>
    figure ? [{ part, figure: index === 0 && title !== null ? { ...figure, title } : figure }] : [],
  )
}

async function ofComparisons(data: FigureData): Promise<Made[]> {
  const people = await make('people', 'Figure 1', [figure1, anytime], await ofKind(data, 'HUMAN'))
  const models = await make('models', 'Figure 2', [figure1], await ofKind(data, 'LLM'))
  return [...people, ...models, ...(await make('agreement', null, [agreement, parity], data))]
}

/** The same data with the groups of one kind alone: figure 1 of people, and of models. */
async function ofKind(data: FigureData, kind: 'HUMAN' | 'LLM'): Promise<FigureData> {
  const counts = await data.counts()
  const groups = counts.result.study.groups.filter((group) => group.kind === kind).map(({ name }) => name)
  const isOfKind = ({ group }: { group: string }) => groups.includes(group)
  const own = {
    ...counts,
    rows: counts.rows.filter(isOfKind),
    models: counts.models.filter(isOfKind),
    result: { ...counts.result, rows: counts.result.rows.filter(isOfKind) },
  }
  const scores = async () => (await data.anytime()).filter(isOfKind)
  return { ...data, counts: async () => own, anytime: scores }
}

async function ofRatings(data: FigureData): Promise<Made[]> {
  const { result } = await data.ratings()
  const part = ratedPart(result)
  const agreed = await make('agreement', null, [ratingAgreement, ratedParity], data)
  const own = {
    quality: () => make('quality', 'Figure 3', [shares, sharesByTag], data),
    dialogues: () => make('dialogues', 'Figure 7', [shares, turns, noFailure], data),
    safety: () => make('safety', 'Safety', [shares, sharesByTag], data),
    ablations: () => make('ablations', 'Ablation', [means, meansByNumber], data),
  }
  return [...(await own[part]()), ...agreed]
}

/** Which of LIMA’s measurements a question of ratings is: by what it asks about, then by its scale. */
function ratedPart({ unit, options }: { unit: 'RESPONSE' | 'TURN'; options: readonly { code: string }[] }) {
  const codes = options.map(({ code }) => code)
  if (unit === 'TURN') return 'dialogues'
  if (codes.includes('SAFE') && codes.includes('UNSAFE')) return 'safety'
  return codes.toSorted().join() === '1,2,3,4,5,6' ? 'ablations' : 'quality'
}

function freeze(
  studyId: string,
  { study, name, title, caption, size, draw, table, columns, rows }: Figure,
): FrozenFigure {
  return {
    ...{ study, studyId, name, title, caption, size },
    drawn: draw && {
      wide: draw({ look: 'page', width: 'wide' }),
      narrow: draw({ look: 'page', width: 'narrow' }),
      print: draw({ look: 'print', width: 'wide' }),
    },
    table: { columns: table.columns, rows: table.rows },
    ...{ columns, rows },
  }
}
