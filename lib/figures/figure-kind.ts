import { type ShownAgreement, showAgreement } from '@/lib/agreement/show-agreement'
import type { Analysis } from '@/lib/analysis/analyse'
import type { AnalysisPage } from '@/lib/analysis/analysis-page'
import type { AnytimeRow } from '@/lib/analysis/anytime'
import type { About } from './about'
import type { Figure, FigureContent } from './figure'
import type { FigureQuery } from './figure-query'
import type { FigureCounts } from './read-counts'

/** What figures are made of, as it is asked for: each part is read once, when a figure first needs it. */
export type FigureData = {
  studyId: string
  query: FigureQuery
  counts: () => Promise<FigureCounts>
  anytime: () => Promise<readonly AnytimeRow[]>
  /** Null where there is nothing to compute. */
  analysis: () => Promise<Analysed | null>
}

/** The statistics of a study, and what every figure of them says of it. */
export type Analysed = { about: About; analysis: Analysis; study: AnalysisPage['study'] }

type Named<Name extends string> = {
  /** In addresses and file names. */
  name: Name
  /** Under its drawing. */
  title: string
  /** Whether its numbers are of one set of items: there are two of it. */
  isOfSet?: boolean
}

/** One figure that a study may have: what it is called, and how it is made; null where the data have no such figure. */
export type FigureKind<Name extends string = string> = Named<Name> & {
  make: (data: FigureData) => Promise<Figure | null>
}

type Made = FigureContent | null | Promise<FigureContent | null>

/** A figure of counts. */
export function ofCounts<const Name extends string>(
  named: Named<Name>,
  make: (counts: FigureCounts, data: FigureData) => Made,
): FigureKind<Name> {
  return kindOf(named, async (data) => make(await data.counts(), data))
}

/** A figure of the statistics that are computed once for each state of the data; `shown`: agreement on the set asked for. */
export function ofAnalysis<const Name extends string>(
  named: Named<Name>,
  make: (of: Analysed & { shown: ShownAgreement }) => Made,
): FigureKind<Name> {
  return kindOf(named, async ({ analysis, query }) => {
    const of = await analysis()
    return of && make({ ...of, shown: showAgreement(of.study, of.analysis.agreement, query) })
  })
}

function kindOf<Name extends string>(
  named: Named<Name>,
  make: (data: FigureData) => Promise<FigureContent | null>,
): FigureKind<Name> {
  const { name, title } = named
  return {
    ...named,
    make: async (data) => {
      const content = await make(data)
      return content && { name, title, ...content }
    },
  }
}
