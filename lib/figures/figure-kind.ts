import { type ShownAgreement, showAgreement } from '@/lib/agreement/show-agreement'
import type { Analysis, AnyAnalysis, RatedAnalysis } from '@/lib/analysis/analyse'
import type { AnalysisPage } from '@/lib/analysis/analysis-page'
import type { AnytimeRow } from '@/lib/analysis/anytime'
import type { Judges } from '@/lib/judges/measure-judges'
import type { RatedJudges } from '@/lib/judges/rated-judges'
import type { ProtocolKind } from '@/lib/protocols/protocol-of'
import type { About } from './about'
import type { Figure, FigureContent } from './figure'
import type { FigureQuery } from './figure-query'
import type { FigureCounts } from './read-counts'
import type { Raters, RatingCounts } from './read-ratings'

/** What figures are made of, as it is asked for: each part is read once, when a figure first needs it. */
export type FigureData = {
  studyId: string
  query: FigureQuery
  protocol: () => Promise<ProtocolKind>
  /** Of comparisons. */
  counts: () => Promise<FigureCounts>
  /** Of ratings. */
  ratings: () => Promise<RatingCounts>
  /** What is said of the models that rate, where nothing needs the ratings counted. */
  raters: () => Promise<Raters>
  anytime: () => Promise<readonly AnytimeRow[]>
  /** Null where there is nothing to compute. */
  analysis: () => Promise<Analysed | null>
}

/** The statistics of a study, and what every figure of them says of it. */
export type Analysed<Of = AnyAnalysis> = { about: About; analysis: Of; study: AnalysisPage['study'] }

type Named<Name extends string> = {
  /** In addresses and file names. */
  name: Name
  /** Under its drawing. */
  title: string
  /** Whether its numbers are of one set of items: there are two of it. */
  isOfSet?: boolean
}

type Kind = { protocol: ProtocolKind }

/** One figure that a study may have: what it is called, and how it is made; null where the data have no such figure. */
export type FigureKind<Name extends string = string> = Named<Name> &
  Kind & {
    make: (data: FigureData) => Promise<Figure | null>
  }

type Made = FigureContent | null | Promise<FigureContent | null>

/** A figure of counts of comparisons. */
export function ofCounts<const Name extends string>(
  named: Named<Name>,
  make: (counts: FigureCounts, data: FigureData) => Made,
): FigureKind<Name> {
  return kindOf({ ...named, protocol: 'COMPARISON' }, async (data) => make(await data.counts(), data))
}

/** A figure of counts of ratings. */
export function ofRatings<const Name extends string>(
  named: Named<Name>,
  make: (counts: RatingCounts, data: FigureData) => Made,
): FigureKind<Name> {
  return kindOf({ ...named, protocol: 'RATING' }, async (data) => make(await data.ratings(), data))
}

/** A figure of the statistics that are computed once for each state of the data; `shown`: agreement on the set asked for. */
export function ofAnalysis<const Name extends string>(
  named: Named<Name>,
  make: (of: Analysed<Analysis> & { shown: ShownAgreement }) => Made,
): FigureKind<Name> {
  return kindOf({ ...named, protocol: 'COMPARISON' }, async ({ analysis: read, query }) => {
    const of = await read()
    if (of?.analysis.protocol !== 'COMPARISON') return null
    const { analysis, ...rest } = of
    return make({ ...rest, analysis, shown: showAgreement(of.study, analysis.agreement, query) })
  })
}

/** A figure of what models' verdicts are worth; none where no model judged. */
export function ofJudges<const Name extends string>(
  named: Named<Name>,
  make: (of: { about: About; judges: Judges }) => Made,
): FigureKind<Name> {
  return ofAnalysis(named, ({ about, analysis: { judges } }) => judges && make({ about, judges }))
}

/** The same of ratings. */
export function ofRatingAnalysis<const Name extends string>(
  named: Named<Name>,
  make: (of: Analysed<RatedAnalysis> & { data: FigureData }) => Made,
): FigureKind<Name> {
  return kindOf({ ...named, protocol: 'RATING' }, async (data) => {
    const of = await data.analysis()
    if (of?.analysis.protocol !== 'RATING') return null
    const { analysis, ...rest } = of
    return make({ ...rest, analysis, data })
  })
}

/** A figure of what models' ratings are worth; none where no model rated. */
export function ofRatedJudges<const Name extends string>(
  named: Named<Name>,
  make: (of: { about: About; judges: RatedJudges }) => Made,
): FigureKind<Name> {
  return ofRatingAnalysis(named, ({ about, analysis: { judges } }) => judges && make({ about, judges }))
}

function kindOf<Name extends string>(
  named: Named<Name> & Kind,
  make: (data: FigureData) => Promise<FigureContent | null>,
): FigureKind<Name> {
  const { name, title, protocol } = named
  return {
    ...named,
    make: async (data) => {
      // A study of the other kind has no such figure, whoever asks for it by its address.
      if ((await data.protocol()) !== protocol) return null
      const content = await make(data)
      return content && { name, title, ...content }
    },
  }
}
