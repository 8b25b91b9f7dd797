import { type ItemQuery, itemsHref } from '@/lib/explorer/item-query'
import { count } from '@/lib/numbers/count'
import { wholeNumber } from '@/lib/numbers/percent'
import { sizes } from '@/lib/numbers/sample-sizes'
import type { IntervalMethod } from '@/lib/rates/rates'
import type { RatedResults, ScaleOption } from '@/lib/ratings/rated-results'
import type { RatedRow } from '@/lib/ratings/rated-stratum'
import { limits, signed } from '../cells'
import type { FigureQuery } from '../figure-query'
import { outcomeWords } from '../judges/no-verdicts'
import { modelSettingsNotes } from '../model-settings-note'
import type { Raters } from '../read-ratings'

/** What a figure of ratings needs to know of the question. */
export type Scale = Pick<RatedResults, 'options' | 'unit'>

const METHODS = {
  wilson: 'Wilson score intervals',
  clustered:
    't intervals clustered by prompt, cut to 0 and 100% (where all prompts agree, Wilson’s with one trial a prompt)',
} as const

/** How intervals of shares were made, in the words that stand under a figure. */
export function shareMethod(method: IntervalMethod, unit: Scale['unit']): string {
  const words = `95% ${METHODS[method]}`
  return unit === 'TURN' ? words.replaceAll('prompt', 'conversation') : words
}

/** The same for the column of a file. */
export const SHARE_METHODS = {
  wilson: 'Wilson score interval, 95%, two-sided; one rating a prompt',
  clustered:
    't interval with standard errors clustered by prompt, 95%, two-sided, cut to 0 and 1; where all prompts agree, Wilson score interval with one trial a prompt',
} as const

/** What the whiskers are of: the ends of the scale. */
export function whiskerNote({ options, unit }: Scale, method: IntervalMethod): string {
  const [worst, best] = [options[0]?.label, options.at(-1)?.label]
  const of =
    options.length > 2 ? `of “${worst}” (●, from the left) and of “${best}” (○, from the right)` : `of “${worst}”`
  return `Whiskers: ${shareMethod(method, unit)} ${of}; each stands for itself.`
}

type Asked = Pick<RatedResults, 'study' | 'unit'>

/** Whether published counts are of turns, and do not tell of which conversations. */
export function hidesConversations({ study, unit }: Asked): boolean {
  return study.origin === 'RECONSTRUCTED' && unit === 'TURN'
}

/** Whether published counts are taken for ratings that know nothing of each other, as a caption has to say. */
export function independenceNote(asked: Asked): string | false {
  return (
    hidesConversations(asked) &&
    'The published counts do not tell which turns are of one conversation: each is taken for itself, so that the intervals are narrower than they should be.'
  )
}

/** The sizes of rows: "n = 50 ratings a system, one a prompt". */
export function ratedSizes(
  rows: readonly Pick<RatedRow, 'n' | 'prompts'>[],
  unit: Scale['unit'],
  withoutConversations = false,
): string {
  const judged = rows.filter(({ n }) => n > 0)
  if (judged.length === 0) return 'n = 0 ratings yet'
  const [cluster, clusters] = unit === 'TURN' ? ['conversation', 'conversations'] : ['prompt', 'prompts']
  const n = `n ${sizes(judged.map((row) => row.n))} ratings a row`
  if (withoutConversations) return n
  if (judged.every((row) => row.n === row.prompts)) return `${n}, one a ${cluster}`
  return `${n} on ${sizes(judged.map(({ prompts }) => prompts)).replace(/^(= |from )/, '')} ${clusters}`
}

/** What models did not rate, which models these are, and how they were asked: for captions of what is counted. */
export function raterNotes({ models, noRatings }: Raters): string[] {
  return [...noRatingNotes({ noRatings }), ...modelSettingsNotes(models, 'RATING')]
}

/** What models were asked to rate and did not, in a sentence for each group of them. */
export function noRatingNotes({ noRatings }: Pick<Raters, 'noRatings'>): string[] {
  return noRatings.map(({ group, outcomes }) => {
    const n = Object.values(outcomes).reduce((sum, each) => sum + each, 0)
    return `${group} gave no rating on ${count(n, 'response')} (${outcomeWords(outcomes)}), which ${n === 1 ? 'counts' : 'count'} nowhere.`
  })
}

/** Systems of the design that a group has not rated, in a sentence; none where all are. */
export function unratedNotes(rows: readonly RatedRow[], isOver: boolean): string[] {
  const several = new Set(rows.map(({ group }) => group)).size > 1
  return [...new Set(rows.map(({ group }) => group))].flatMap((group) => {
    const names = rows.filter((row) => row.group === group && row.n === 0).map(({ system }) => system)
    if (names.length === 0) return []
    const shown = names.length > 7 ? [...names.slice(0, 6), `${wholeNumber(names.length - 6)} more`] : names
    return [`No ratings${isOver ? '' : ' yet'}${several ? ` by ${group}` : ''} of ${shown.join(', ')}.`]
  })
}

/** Where the ratings behind a number are; of published counts, which have no items, nowhere. */
export function ratingHref(
  { study, criterion }: Pick<RatedResults, 'study' | 'criterion'>,
  studyId: string,
): ((query: Partial<ItemQuery>) => string) | null {
  if (study.origin === 'RECONSTRUCTED') return null
  return (query) => itemsHref(studyId, { show: 'counted', ...query, criterion })
}

/** The shares of a row as columns of a file: by option its count, share and limits. */
export function shareCells(
  options: readonly { code: string }[],
  shares: RatedRow['shares'],
): Record<string, number | null> {
  const cells = options.flatMap(({ code }, k) => {
    const share = shares?.[k]
    return [
      [`${code}_count`, share?.count ?? (shares ? 0 : null)],
      [`${code}_share`, share?.share ?? null],
      [`${code}_lower`, share?.interval[0] ?? null],
      [`${code}_upper`, share?.interval[1] ?? null],
    ] as const
  })
  return Object.fromEntries(cells)
}

/** The mean of a row as columns of a file. */
export function meanCells(mean: RatedRow['mean']): Record<string, number | null> {
  return {
    mean: mean?.mean ?? null,
    mean_lower: mean?.interval?.[0] ?? null,
    mean_upper: mean?.interval?.[1] ?? null,
    mean_lower_independent: mean?.independent?.[0] ?? null,
    mean_upper_independent: mean?.independent?.[1] ?? null,
  }
}

/** A mean or difference of scores, as it is printed. */
export const score = (value: number) => signed(value, 2)

/** Its limits, as they are printed. */
export const scoreRange = (interval: readonly [number, number] | null) => limits(interval, score)

/** The scores of the options in words: "Fail = 0, Pass = 1, Excellent = 2". */
export function scoreWords(options: readonly Pick<ScaleOption, 'label' | 'score'>[]): string {
  return options.map(({ label, score: value }) => `${label} = ${signed(value, 3).replace(/\.?0+$/, '')}`).join(', ')
}

/** From the lowest score to the highest, with a tick at each option, or at the ends where these would be many. */
export function scoreAxis(options: readonly { score: number }[]): {
  domain: [number, number]
  ticks: { at: number; text: string }[]
} {
  const scores = options.map((option) => option.score)
  const [low, high] = [Math.min(...scores), Math.max(...scores)]
  const room = (high - low) / 12
  const apart = scores.filter((at, k) => k === 0 || at - (scores[k - 1] as number) >= room)
  const ticks = (apart.length > 1 ? apart : [low, high]).map((at) => ({
    at,
    text: signed(at, 3).replace(/\.?0+$/, ''),
  }))
  return { domain: [low, high], ticks }
}

/** The group that is shown alone, or all of them. */
export function isShown({ group }: FigureQuery, of: string | null): boolean {
  return group === null || of === group
}
