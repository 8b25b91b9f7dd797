import type { AgreementSet } from '@/lib/agreement/agreement-set'
import { chooseSet } from '@/lib/agreement/agreement-set'
import type { Access } from '@/lib/auth/access'
import { AppError } from '@/lib/errors'
import { requireResults } from '@/lib/looks/looks'
import type { ProtocolKind } from '@/lib/protocols/protocol-of'
import { agreement } from './agreement'
import { annotators } from './annotators'
import { anytime } from './anytime'
import { coefficients } from './coefficients'
import { comparisons } from './comparisons'
import { effects } from './effects'
import type { Figure } from './figure'
import { figureData } from './figure-data'
import type { FigureData, FigureKind } from './figure-kind'
import type { FigureQuery } from './figure-query'
import { habits } from './judges/habits'
import { noVerdicts, ratedNoVerdicts } from './judges/no-verdicts'
import { parity, ratedParity } from './judges/parity'
import { powered } from './judges/powered'
import { ratedReplacing, replacing } from './judges/replacing'
import { ratedSameOrder, sameOrder } from './judges/same-order'
import { ratingAgreement } from './ratings/agreement'
import { anytimeMeans } from './ratings/anytime'
import { differences } from './ratings/differences'
import { means } from './ratings/means'
import { meansByNumber } from './ratings/means-by-number'
import { noFailure } from './ratings/no-failure'
import { severity } from './ratings/severity'
import { shares } from './ratings/shares'
import { sharesByCategory, sharesByTag } from './ratings/slices'
import { turns } from './ratings/turns'
import { sides } from './sides'
import { categories, tags } from './slices'
import { strengths } from './strengths'
import { figure1 } from './win-tie-loss'

/** Every figure of a study of comparisons, in the order of the pages. */
export const FIGURES = [
  figure1,
  anytime,
  categories,
  tags,
  agreement,
  coefficients,
  sides,
  annotators,
  strengths,
  comparisons,
  effects,
  parity,
  replacing,
  habits,
  sameOrder,
  powered,
  noVerdicts,
] as const satisfies readonly FigureKind[]

/** Every figure of a study of ratings. */
export const RATING_FIGURES = [
  shares,
  sharesByCategory,
  sharesByTag,
  turns,
  noFailure,
  means,
  meansByNumber,
  anytimeMeans,
  differences,
  ratingAgreement,
  severity,
  ratedParity,
  ratedReplacing,
  ratedNoVerdicts,
  ratedSameOrder,
] as const satisfies readonly FigureKind[]

const ALL: readonly FigureKind[] = [...FIGURES, ...RATING_FIGURES]

export type FigureName = (typeof FIGURES)[number]['name']
export type RatingFigureName = (typeof RATING_FIGURES)[number]['name']
type AnyName = FigureName | RatingFigureName

/** Every figure that a study of a protocol may have. */
export function figuresOf(protocol: ProtocolKind): readonly FigureKind[] {
  return ALL.filter((kind) => kind.protocol === protocol)
}

/** What the figure of a name is called under its drawing; null where there is none of that name. */
export function findFigure(name: string): FigureKind | null {
  return ALL.find((kind) => kind.name === name) ?? null
}

/** Some figures by their names, of the same data; null where the data have no such figure. */
export async function makeFigures<Name extends AnyName>(
  data: FigureData,
  ...names: Name[]
): Promise<Record<Name, Figure | null>> {
  const made = await Promise.all(names.map(async (name) => [name, await findFigure(name)?.make(data)] as const))
  return Object.fromEntries(made) as Record<Name, Figure | null>
}

/**
 * A figure, as far as the study's outcomes may be seen. While newer judgments are being counted, what is computed is of
 * the latest data that were.
 *
 * @throws AppError `conflict` while its first numbers are being computed, `not_found` where the data have no such figure
 */
export async function readFigure(
  access: Access<'study:results'>,
  { make }: FigureKind,
  query: FigureQuery,
): Promise<Figure> {
  await requireResults(access)
  const figure = await make(figureData(access, query))
  if (!figure) throw new AppError('not_found')
  return figure
}

/**
 * Every figure that the data have, those of agreement on either set of items; all of the data as they are now.
 *
 * @throws AppError `conflict` while numbers of these are being computed
 */
export async function readAllFigures(access: Access<'study:results'>, query: FigureQuery): Promise<Figure[]> {
  const data = figureData(access, query, { isStrict: true })
  const made: (Figure | null)[] = []
  for (const { isOfSet, make } of ALL)
    for (const set of isOfSet ? await setsOf(data) : [null])
      made.push(await make({ ...data, query: { ...query, set } }))
  return made.filter((figure) => figure !== null)
}

/** Sets on which there is something to tell. */
async function setsOf({ analysis }: FigureData): Promise<AgreementSet[]> {
  const of = await analysis()
  if (of?.analysis.protocol === 'RATING') return []
  const agreed = of?.analysis.agreement
  return (['shared', 'pairable'] as const).filter((set) => !agreed || chooseSet(set, agreed) === set)
}
