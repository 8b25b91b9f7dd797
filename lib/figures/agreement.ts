import type { AgreementReference } from '@/lib/agreement/agreement-references'
import { AGREEMENT_SETS } from '@/lib/agreement/agreement-set'
import type { ShownAgreement, ShownPair } from '@/lib/agreement/show-agreement'
import { percent, percentRange, wholeNumber } from '@/lib/numbers/percent'
import type { ClusteredMean } from '@/lib/stats/clustered-mean'
import { type About, captionOf, withAbout } from './about'
import { emptyWords, pairHref, pairName, pairRow, setSentences } from './agreement-rows'
import { NONE, tableHeads, withLimits } from './cells'
import { DOT_WIDTH, type DotPanel, dotWhiskerFigure } from './drawing/dot-whisker'
import type { DrawOptions } from './drawing/sheet'
import { type StripCell, stripTable } from './drawing/strip-table'
import type { FigureContent } from './figure'
import { ofAnalysis } from './figure-kind'

/** More groups than this do not fit beside each other: then it is a list of pairs. */
const MOST_ACROSS = 4

/** How far groups give the same verdict. */
export const agreement = ofAnalysis({ name: 'agreement', title: 'Agreement', isOfSet: true }, ({ about, shown }) =>
  agreementFigure(about, shown),
)

/** Tie-discounted agreement of each two groups, and within each; null where nobody shared an item. */
function agreementFigure(about: About, shown: ShownAgreement): FigureContent | null {
  const { set, matrix, reference } = shown
  const judged = matrix.filter(({ tieDiscounted }) => tieDiscounted.defined)
  if (judged.length === 0) return null
  const groups = [...new Set(matrix.map(({ groups: [one] }) => one))]
  const low = lowestOf(judged)
  const caption = captionOf(
    about,
    `Tie-discounted agreement in percent ${AGREEMENT_SETS[set].on}, per item and pair of annotators: 1 for the same verdict, ½ where exactly one is a tie, 0 for opposite ones, in answer to “${about.question}”.`,
    `n = ${wholeNumber(matrix.reduce((sum, { pairs }) => sum + pairs, 0))} pairs of labels; of an annotator’s verdicts on an item the first counts. Whiskers: 95% t intervals clustered by prompt, cut to 0 and 100%; none where all prompts agree. Grey tick: the same labels given at random. Each strip runs from ${percent(low, true)} to 100%.`,
    ...setSentences(shown),
    reference !== null && publishedSentence(reference, judged),
  )
  const hrefOf = (pair: ShownPair) => pairHref(about.studyId, shown, pair)
  const across = groups.length <= MOST_ACROSS
  return {
    study: about.study,
    size: across ? widthOf(groups.length) : DOT_WIDTH,
    draw: (of) =>
      across && of.width === 'wide'
        ? drawMatrix(groups, matrix, { low, hrefOf }, { ...of, notes: [caption] })
        : dotWhiskerFigure(NAME, [listPanel(judged, { low, hrefOf })], { ...of, notes: [caption] }),
    ...withAbout(
      about,
      't interval clustered by prompt, 95%, cut to 0 and 1; none where all prompts agree',
      matrix.map((pair) => ({ ...pairRow(shown, pair), published_by: reference?.label ?? null })),
    ),
    table: {
      columns: tableHeads(1, [
        ...['Groups', 'Label pairs', 'Items', 'Tie-discounted, %', 'At random, %'],
        ...(reference ? [`${reference.label}, %`] : []),
      ]),
      rows: matrix.map((pair) => [
        ...[pairName(pair), wholeNumber(pair.pairs), wholeNumber(pair.items)],
        pair.tieDiscounted.defined
          ? withLimits(percent(pair.tieDiscounted.value.mean), rangeOf(pair.tieDiscounted.value))
          : NONE,
        pair.chance === null ? NONE : percent(pair.chance),
        ...(reference ? [pair.published === null ? NONE : percent(pair.published, true)] : []),
      ]),
    },
    caption,
  }
}

const NAME = 'Tie-discounted agreement of the groups, in percent, with 95% intervals clustered by prompt'

type Placed = { low: number; hrefOf: (pair: ShownPair) => string }

/** Which values are marked, from where; or that the reference has none for these groups. */
function publishedSentence({ source, label }: AgreementReference, matrix: readonly ShownPair[]): string {
  const marked = matrix.flatMap((pair) =>
    pair.published === null ? [] : [`${pairName(pair)} ${percent(pair.published, true)}`],
  )
  return marked.length === 0
    ? `${label} has no value for the groups that judged: it knows groups whose names begin with crowd or author, and LLMs.`
    : `▽ published: ${marked.join(', ')} (${source}).`
}

function widthOf(groups: number): number {
  return 110 + 200 * Math.max(2, groups)
}

/** Half, unless something lies below it. */
function lowestOf(judged: readonly ShownPair[]): number {
  const ends = judged.flatMap(({ tieDiscounted, chance, published }) =>
    tieDiscounted.defined
      ? [tieDiscounted.value.interval?.[0] ?? tieDiscounted.value.mean, chance ?? 1, published ?? 1]
      : [],
  )
  return Math.min(0.5, Math.floor(10 * Math.min(...ends)) / 10)
}

function rangeOf({ interval }: ClusteredMean): string {
  return interval ? percentRange(interval) : ''
}

function drawMatrix(
  groups: string[],
  matrix: readonly ShownPair[],
  { low, hrefOf }: Placed,
  options: DrawOptions,
): string {
  const find = (one: string, other: string) =>
    matrix.find(({ groups: [row, column] }) => row === one && column === other)
  return stripTable(
    {
      name: NAME,
      head: '',
      width: widthOf(groups.length),
      columns: groups.map((title) => ({ title, domain: [low, 1] as const })),
      rows: groups.map((label, index) => ({
        label,
        cells: groups.map((other, k) => (k > index ? null : cellOf(find(label, other), hrefOf))),
      })),
    },
    options,
  )
}

function cellOf(pair: ShownPair | undefined, hrefOf: Placed['hrefOf']): StripCell {
  if (!pair) return { words: 'no item in common' }
  if (!pair.tieDiscounted.defined) return { words: emptyWords(pair) }
  const mean = pair.tieDiscounted.value
  return {
    text: percent(mean.mean),
    range: rangeOf(mean),
    foot:
      pair.published === null
        ? `${wholeNumber(pair.pairs)} label pairs, ${wholeNumber(pair.items)} items`
        : `published ${percent(pair.published, true)} · ${wholeNumber(pair.pairs)} label pairs`,
    value: mean.mean,
    interval: mean.interval,
    chance: pair.chance,
    mark: pair.published,
    href: hrefOf(pair),
  }
}

function listPanel(judged: readonly ShownPair[], { low, hrefOf }: Placed): DotPanel {
  return {
    domain: [low, 1],
    ticks: [low, (1 + low) / 2, 1].map((at, index) => ({ at, text: `${percent(at, true)}${index === 1 ? '' : '%'}` })),
    columnTitle: 'Tie-discounted, %',
    rows: judged.flatMap((pair) =>
      pair.tieDiscounted.defined
        ? [
            {
              label: pairName(pair),
              value: pair.tieDiscounted.value.mean,
              interval: pair.tieDiscounted.value.interval,
              text: percent(pair.tieDiscounted.value.mean),
              range: rangeOf(pair.tieDiscounted.value),
              mark: pair.published,
              chance: pair.chance,
              href: hrefOf(pair),
            },
          ]
        : [],
    ),
  }
}
