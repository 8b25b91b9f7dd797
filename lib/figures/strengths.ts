import { itemsHref } from '@/lib/explorer/item-query'
import { count } from '@/lib/numbers/count'
import { wholeNumber } from '@/lib/numbers/percent'
import { MOST_RESAMPLED, type ModelStrengths, type Strengths, type SystemStrength } from '@/lib/rankings/strengths'
import { unjudgedSystems } from '@/lib/rankings/unjudged-systems'
import type { Estimate } from '@/lib/stats/estimate'
import { type About, captionOf, withAbout } from './about'
import { limits, NONE, tableHeads } from './cells'
import { DOT_WIDTH, type DotPanel, dotWhiskerFigure } from './drawing/dot-whisker'
import type { FigureContent } from './figure'
import { ofAnalysis } from './figure-kind'

const whole = (value: number) => value.toFixed(0)

/** The model whose strengths are drawn: Davidson's, which has ties as they are, where it is defined. */
export function shownStrengths({ davidson, tiesAsHalf }: Strengths): Estimate<ModelStrengths> {
  return davidson.defined ? davidson : tiesAsHalf
}

/** Each system's strength with its intervals. */
export const strengths = ofAnalysis({ name: 'strengths', title: 'Strengths' }, ({ about, analysis, study }) =>
  strengthsFigure(
    about,
    [analysis.strengths, analysis.modelStrengths].flatMap((of) =>
      of ? [{ strengths: of, unjudged: unjudgedSystems(study, of) }] : [],
    ),
  ),
)

/** Strengths of some, and the systems that no verdict of theirs is about. */
type Given = { strengths: Strengths; unjudged: readonly string[] }

/** Of which a model is defined, and that one. */
type Shown = Given & { shown: ModelStrengths }

/**
 * Strengths on the Elo scale, best first, by people and by models apart; null where no model is defined for either. Systems
 * without a verdict are named.
 */
function strengthsFigure(about: About, given: readonly Given[]): FigureContent | null {
  const all = given.flatMap((one): Shown[] => {
    const shown = shownStrengths(one.strengths)
    return shown.defined ? [{ ...one, shown: shown.value }] : []
  })
  const [first] = all
  if (!first) return null
  const caption = captionOf(
    about,
    ...all.flatMap((one, place) => [strengthSentence(one, place === 0), unjudgedSentence(one)]),
  )
  const isApart = first.strengths.whose !== 'everybody'
  return {
    study: about.study,
    size: DOT_WIDTH,
    draw: (of) =>
      dotWhiskerFigure(
        'Strengths of the systems on the Elo scale, mean 1000, with 95% intervals',
        all.map(({ strengths: { whose }, shown }) => ({
          ...strengthPanel(about, shown.systems),
          ...(isApart && { title: TITLES[whose] }),
        })),
        {
          ...of,
          notes: [caption],
        },
      ),
    ...withAbout(about, methodOf(first.strengths), all.flatMap(strengthRows)),
    table: {
      columns: tableHeads(isApart ? 2 : 1, [...(isApart ? ['By'] : []), ...HEADS]),
      rows: all.flatMap((one) => tableRows(one).map((row) => [...(isApart ? [one.strengths.whose] : []), ...row])),
    },
    caption,
  }
}

const HEADS = ['System', 'Strength', '95%, by prompt', '95%, bootstrap', 'Rank', 'Ranks, bootstrap']

function tableRows({ shown: { systems }, unjudged }: Shown): string[][] {
  return [
    ...systems.map(({ system, strength, interval, bootstrap, rank, ranks }) => [
      ...[system, whole(strength), limits(interval, whole), limits(bootstrap, whole) || NONE],
      ...[String(rank), ranks ? [...new Set(ranks)].join(' to ') : NONE],
    ]),
    ...unjudged.map((system) => [system, 'no judgments yet', NONE, NONE, NONE, NONE]),
  ]
}

/** Each system under each model that is defined. */
function strengthRows({ strengths, shown, unjudged }: Shown): object[] {
  const { davidson, tiesAsHalf, raoKupper, whose } = strengths
  const models = [davidson, tiesAsHalf, raoKupper].flatMap((of) => (of.defined ? [of.value] : []))
  return models.flatMap(({ model, systems }) =>
    [...systems, ...unjudged.map((system) => ({ ...UNJUDGED, system }))].map((system) => ({
      ...strengthRow(system, model, model === shown.model),
      judged_by: whose,
    })),
  )
}

const TITLES: Record<Strengths['whose'], string> = { everybody: '', people: 'By people', models: 'By models' }

/** Which judgments count, by whose they are. */
export const COUNTED: Record<Strengths['whose'], string> = {
  everybody: 'every judgment counts',
  people: 'every judgment counts that people gave, and none by models',
  models: 'each model’s verdicts on an item count as one, both orders averaged',
}

function unjudgedSentence({ strengths: { whose }, unjudged }: Shown): string | false {
  const by = whose === 'everybody' ? '' : ` by ${whose}`
  return unjudged.length > 0 && `No judgments${by} yet, so no strength: ${unjudged.join(', ')}.`
}

type ShownStrength = Omit<SystemStrength, 'strength' | 'se' | 'interval' | 'rank'> & {
  [K in 'strength' | 'se' | 'interval' | 'rank']: SystemStrength[K] | null
}

/** A system that no verdict is about. */
const UNJUDGED = { strength: null, se: null, interval: null, bootstrap: null, rank: null, ranks: null }

function strengthRow(
  { system, strength, se, interval, bootstrap, rank, ranks }: ShownStrength,
  model: string,
  drawn: boolean,
) {
  return {
    ...{ system, model, drawn, strength, se, rank },
    lower: interval?.[0] ?? null,
    upper: interval?.[1] ?? null,
    bootstrap_lower: bootstrap?.[0] ?? null,
    bootstrap_upper: bootstrap?.[1] ?? null,
    rank_lower: ranks?.[0] ?? null,
    rank_upper: ranks?.[1] ?? null,
  }
}

function methodOf({ rounds }: Strengths): string {
  return rounds === 0
    ? 'sandwich intervals clustered by prompt, 95%'
    : `${wholeNumber(rounds)} bootstrap rounds over prompts, 95% percentile intervals`
}

/** How ranks are made: one model gives another than the next, and the bootstrap others again. */
export const RANKS =
  'Rank: 1 + how many systems are better beyond doubt under the same model, by 1.96 standard errors of the difference clustered by prompt, so that systems that cannot be told apart share one; ranks, bootstrap: those of 95% of the rounds by strength alone.'

const MODELS: Record<string, string> = {
  Davidson: 'Davidson’s model of ties',
  'ties as half': 'Bradley–Terry with ties as half',
}

function strengthSentence(
  { strengths: { judgments, prompts, rounds, whose }, shown: { model, systems } }: Shown,
  saysRanks: boolean,
): string {
  const drawn =
    rounds === 0
      ? `95% sandwich intervals clustered by prompt; with more than ${MOST_RESAMPLED} systems there is no bootstrap`
      : systems.every(({ bootstrap }) => bootstrap)
        ? `95% percentile intervals of ${wholeNumber(rounds)} bootstrap rounds over prompts`
        : `95% percentile intervals of ${wholeNumber(rounds)} bootstrap rounds over prompts where these are defined, else sandwich intervals clustered by prompt`
  const by = whose === 'everybody' ? '' : ` by ${whose}`
  const n = count(judgments, whose === 'models' ? 'verdict' : 'judgment')
  const said = `Strengths${by} under ${MODELS[model] ?? model}, Elo scale, mean 1000 (dashed); n = ${n} on ${count(prompts, 'prompt')}, ${COUNTED[whose]}. Whiskers: ${drawn}.`
  return saysRanks ? `${said} ${RANKS}` : said
}

const MEAN = 1000

/** Round numbers around all that is drawn and the mean, none of which stands at an end of the axis. */
export function strengthTicks(drawn: readonly number[]): number[] {
  const [least, most] = [Math.min(MEAN, ...drawn), Math.max(MEAN, ...drawn)]
  const step = [25, 50, 100, 200, 400, 1000].find((size) => (most - least) / size <= 7) ?? 4000
  const room = step / 8
  const [low, high] = [Math.floor((least - room) / step), Math.ceil((most + room) / step)]
  return Array.from({ length: high - low + 1 }, (_, k) => (low + k) * step)
}

function strengthPanel({ studyId, criterion }: About, systems: readonly SystemStrength[]): DotPanel {
  const rows = systems.map(({ bootstrap, interval, ...row }) => ({ ...row, range: bootstrap ?? interval }))
  const ticks = strengthTicks(rows.flatMap(({ strength, range }) => [strength, ...range]))
  return {
    domain: [ticks[0] as number, ticks.at(-1) as number],
    ticks: ticks.map((at) => ({ at, text: String(at) })),
    reference: MEAN,
    columnTitle: 'Strength',
    rows: rows.map(({ system, strength, range }) => ({
      label: system,
      value: strength,
      interval: range,
      text: whole(strength),
      range: limits(range, whole),
      href: itemsHref(studyId, { system, show: 'counted', criterion }),
    })),
  }
}
