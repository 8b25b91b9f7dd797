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
export const comparisons = ofAnalysis({ name: 'comparisons', title: 'Comparisons' }, ({ about, analysis, study }) => {
  const { strengths: drawn, modelStrengths: beside } = analysis
  return comparisonsFigure(about, { drawn, beside, unjudged: unjudgedSystems(study, drawn) })
})

type Given = {
  drawn: Strengths
  /** Of models, where people judged as well: among the numbers alone. */
  beside: Strengths | null
  unjudged: readonly string[]
}

/** Which systems met, and how often; those that no verdict is about stand alone. */
function comparisonsFigure(about: About, { drawn, beside, unjudged }: Given): FigureContent {
  const { components, edges } = drawn
  const systems = [...components.flat(), ...unjudged]
  const caption = captionOf(about, ...sentences({ drawn, beside, unjudged }))
  const data = [drawn, ...(beside ? [beside] : [])].flatMap(edgeRows)
  return {
    study: about.study,
    size: GRAPH_WIDTH,
    draw: (of) => comparisonGraph(systems, edges, { ...of, notes: [caption] }),
    ...withAbout(about, 'counts', data),
    table: {
      columns: tableHeads(beside ? 3 : 2, [
        ...(beside ? ['By'] : []),
        ...['System', 'Against', 'n', 'Wins', 'Ties', 'Losses', 'Score, %'],
      ]),
      rows: data.map(({ system, against, n, wins, ties, losses, score, judged_by }) => [
        ...(beside ? [judged_by] : []),
        ...[system, against],
        ...[n, wins, ties, losses].map(String),
        percent(score),
      ]),
    },
    caption,
  }
}

function sentences({ drawn, beside, unjudged }: Given): (string | false)[] {
  const { whose, components, edges, judgments, prompts } = drawn
  const systems = components.flat().length + unjudged.length
  const met = edges.length === 0 ? 'none' : wholeNumber(edges.length)
  return [
    `Which systems were compared: ${met} of ${count((systems * (systems - 1)) / 2, 'pair')}, n = ${count(judgments, 'judgment')} on ${count(prompts, 'prompt')}, ${COUNTED[whose]}; these are counts, without an interval. A line’s number and width: judgments of the pair.`,
    beside !== null &&
      `Not drawn, and among the numbers: ${count(beside.judgments, 'verdict')} by models on ${count(beside.prompts, 'prompt')}; ${COUNTED.models}.`,
    components.length > 1 &&
      `The systems fall into ${components.length} groups that never met: ${componentWords(components)}.`,
    unjudged.length > 0 && `No judgments${whose === 'people' ? ' by people' : ''} yet: ${unjudged.join(', ')}.`,
  ]
}

function edgeRows({ whose, components, edges }: Strengths) {
  return edges.map(({ first, second, wins, ties, losses }) => ({
    ...{ system: first, against: second, n: wins + ties + losses, wins, ties, losses },
    score: (wins + ties / 2) / (wins + ties + losses),
    component: 1 + components.findIndex((group) => group.includes(first)),
    judged_by: whose,
  }))
}
