import { AGREEMENT_SETS } from '@/lib/agreement/agreement-set'
import { AGREEMENT_ROUNDS, type Coefficient, type GroupPair } from '@/lib/agreement/group-agreement'
import type { ShownAgreement } from '@/lib/agreement/show-agreement'
import { wholeNumber } from '@/lib/numbers/percent'
import { type About, captionOf, withAbout } from './about'
import { ac1Heads, ac1Of, ac1Sentence, pairHref, pairName, pairRow, panelRow, setSentences } from './agreement-rows'
import { limits, NONE, signed, tableHeads, withLimits } from './cells'
import { type DotPanel, dotWhiskerFigure } from './drawing/dot-whisker'
import type { DrawOptions } from './drawing/sheet'
import { type StripCell, stripTable } from './drawing/strip-table'
import type { FigureContent } from './figure'
import { ofAnalysis } from './figure-kind'

type Column = readonly [title: string, of: (pair: GroupPair) => Coefficient]

// Short, or the columns of many groups cut them off; the caption says whose they are.
function columnsOf(shown: ShownAgreement): Column[] {
  return [
    ['Cohen’s κ', (pair) => pair.kappa],
    ['κ, linear weights', (pair) => pair.linearKappa],
    ['α, nominal', (pair) => pair.alphaNominal],
    ['α, ordinal', (pair) => pair.alphaOrdinal],
    ...ac1Heads(shown).map((title, index): Column => [title, (pair) => ac1Of(shown, pair)[index] as Coefficient]),
  ]
}

const WIDTH = 1120
const NAME = 'Chance-corrected agreement of the groups, with 95% bootstrap intervals'

/** The same labels, chance taken out. */
export const coefficients = ofAnalysis(
  { name: 'coefficients', title: 'Coefficients', isOfSet: true },
  ({ about, shown }) => coefficientsFigure(about, shown),
)

/** The coefficients of each two groups, beside each other; null where nobody shared an item. */
function coefficientsFigure(about: About, shown: ShownAgreement): FigureContent | null {
  const { set, matrix, panel } = shown
  const hrefOf = (pair: GroupPair) => pairHref(about.studyId, shown, pair)
  const judged = matrix.filter(({ pairs }) => pairs > 0)
  if (judged.length === 0) return null
  const coefficients = columnsOf(shown)
  const low = lowestOf(judged, coefficients)
  const caption = captionOf(
    about,
    `Chance-corrected agreement ${AGREEMENT_SETS[set].on}, over all pairs of labels on the same item, in answer to “${about.question}”; n = ${wholeNumber(judged.reduce((sum, { pairs }) => sum + pairs, 0))} pairs of labels; of an annotator’s verdicts on an item the first counts. α is Krippendorff’s, AC1 Gwet’s.`,
    ac1Sentence(shown),
    `Whiskers: 95% percentile intervals of ${wholeNumber(AGREEMENT_ROUNDS)} bootstrap rounds over prompts. Dashed: 0, as by chance. Each strip runs from ${low === 0 ? '0' : signed(low, 1)} to 1.`,
    ...setSentences(shown),
  )
  const rows = [...matrix.map((pair) => pairRow(shown, pair)), ...panel.map((one) => panelRow(shown, one))]
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const complete = rows.map((row) =>
    Object.fromEntries(columns.map((name) => [name, (row as Record<string, unknown>)[name] ?? null])),
  )
  return {
    study: about.study,
    size: WIDTH,
    draw: (of) =>
      of.width === 'wide'
        ? drawTable(judged, { low, hrefOf, coefficients }, { ...of, notes: [caption] })
        : dotWhiskerFigure(
            NAME,
            judged.map((pair) => pairPanel(pair, { low, hrefOf, coefficients })),
            { ...of, notes: [caption] },
          ),
    ...withAbout(
      about,
      'bootstrap over prompts, 95%; Fleiss’ kappa and AC1 of all together: Gwet’s standard errors over items, cut to −1 and 1',
      complete,
    ),
    table: {
      columns: tableHeads(1, ['Groups', 'Label pairs', ...coefficients.map(([title]) => title)]),
      rows: judged.map((pair) => [
        ...[pairName(pair), wholeNumber(pair.pairs)],
        ...coefficients.map(([, of]) => {
          const one = printed(of(pair))
          return one ? withLimits(one.text, one.range) : NONE
        }),
      ]),
    },
    caption,
  }
}

const two = (value: number) => signed(value, 2)

/** A coefficient as it is printed; null where it is not defined. */
function printed(of: Coefficient): { text: string; range: string } | null {
  return of.defined ? { text: two(of.value.value), range: limits(of.value.interval, two) } : null
}

/** Zero, unless something lies below it. */
function lowestOf(judged: readonly GroupPair[], coefficients: readonly Column[]): number {
  const ends = judged.flatMap((pair) =>
    coefficients.flatMap(([, of]) => {
      const one = of(pair)
      return one.defined ? [one.value.value, one.value.interval?.[0] ?? 0] : []
    }),
  )
  return Math.max(-1, Math.min(0, Math.floor(5 * Math.min(0, ...ends)) / 5))
}

type Placed = { low: number; hrefOf: (pair: GroupPair) => string; coefficients: readonly Column[] }

function drawTable(judged: readonly GroupPair[], { low, hrefOf, coefficients }: Placed, options: DrawOptions): string {
  return stripTable(
    {
      name: NAME,
      head: 'Groups',
      width: WIDTH,
      columns: coefficients.map(([title]) => ({ title, domain: [low, 1] as const, reference: 0 })),
      rows: judged.map((pair) => ({
        label: pairName(pair),
        sub: `${wholeNumber(pair.pairs)} label pairs`,
        cells: coefficients.map(([, of]) => cellOf(of(pair), hrefOf(pair))),
      })),
    },
    options,
  )
}

function cellOf(of: Coefficient, href: string): StripCell {
  const one = printed(of)
  return one && of.defined
    ? { ...one, value: of.value.value, interval: of.value.interval, href }
    : { words: 'not defined' }
}

function pairPanel(pair: GroupPair, { low, hrefOf, coefficients }: Placed): DotPanel {
  return {
    title: pairName(pair),
    domain: [low, 1],
    ticks: [...new Set([low, 0, 0.5, 1])].map((at) => ({ at, text: signed(at, 1) })),
    reference: 0,
    columnTitle: `${wholeNumber(pair.pairs)} label pairs`,
    rows: coefficients.flatMap(([label, of]) => {
      const [one, coefficient] = [printed(of(pair)), of(pair)]
      return one && coefficient.defined
        ? [
            {
              label,
              ...one,
              value: coefficient.value.value,
              interval: coefficient.value.interval,
              href: hrefOf(pair),
            },
          ]
        : []
    }),
  }
}
