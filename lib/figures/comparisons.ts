import { count } from '@/lib/numbers/count'
import { percent, wholeNumber } from '@/lib/numbers/percent'
import type { Strengths } from '@/lib/rankings/strengths'
import { unjudgedSystems } from '@/lib/rankings/unjudged-systems'
import { type About, captionOf, withAbout } from './about'
import { tableHeads } from './cells'
import { comparisonGraph, GRAPH_WIDTH } from './drawing/comparison-graph'
import type { FigureContent } from './figure'
import { ofAnalysis } from './figure-kind'
import { COUNTED } from './strengths'

/** Systems that met, directly or by way of others, in words: “A”, “B” | “C”, “D”. Names may have commas in them. */
export function componentWords(components: readonly (readonly string[])[]): string {
  return components.map((group) => group.map((name) => `“${name}”`).join(', ')).join(' | ')
}

/** Which systems met. */
export const comparisons = ofAnalysis({ name: 'comparisons', title: 'Comparisons' }, ({ about, analysis, study }) =>
  comparisonsFigure(about, analysis.strengths, unjudgedSystems(study, analysis.strengths)),
)

/** Which systems met, and how often; those that no verdict is about stand alone. */
function comparisonsFigure(
  about: About,
  { whose, components, edges, judgments, prompts }: Strengths,
  unjudged: readonly string[],
): FigureContent {
  const systems = [...components.flat(), ...unjudged]
  const apart =
    components.length > 1 &&
    `The systems fall into ${components.length} groups that never met: ${componentWords(components)}.`
  const caption = captionOf(
    about,
    `Which systems were compared: ${edges.length === 0 ? 'none' : wholeNumber(edges.length)} of ${count((systems.length * (systems.length - 1)) / 2, 'pair')}, n = ${count(judgments, 'judgment')} on ${count(prompts, 'prompt')}, ${COUNTED[whose]}; these are counts, without an interval. A line’s number and width: judgments of the pair.`,
    apart,
    unjudged.length > 0 && `No judgments${whose === 'people' ? ' by people' : ''} yet: ${unjudged.join(', ')}.`,
  )
  const data = edges.map(({ first, second, wins, ties, losses }) => ({
    ...{ system: first, against: second, n: wins + ties + losses, wins, ties, losses },
    score: (wins + ties / 2) / (wins + ties + losses),
    component: 1 + components.findIndex((group) => group.includes(first)),
  }))
  return {
    study: about.study,
    size: GRAPH_WIDTH,
    draw: (of) => comparisonGraph(systems, edges, { ...of, notes: [caption] }),
    ...withAbout(about, 'counts', data),
    table: {
      columns: tableHeads(2, ['System', 'Against', 'n', 'Wins', 'Ties', 'Losses', 'Score, %']),
      rows: data.map(({ system, against, n, wins, ties, losses, score }) => [
        ...[system, against],
        ...[n, wins, ties, losses].map(String),
        percent(score),
      ]),
    },
    caption,
  }
}
