import type { RatingOption } from '@/lib/protocols/rating/design'

const LONGEST_CODE = 40

/**
 * The options with one of them labelled anew. A code that was derived from the label before follows it; one that was
 * typed, or that a template gave, stays: files of two studies can be put together by it.
 */
export function relabelled(options: readonly RatingOption[], index: number, label: string): RatingOption[] {
  return options.map((option, at) => {
    if (at !== index) return option
    const others = options.filter((_, other) => other !== index).map(({ code }) => code)
    return { ...option, label, code: follows(option) ? freeCode(codeOf(label, index), others) : option.code }
  })
}

/** One more option above the others, as far above the best as that is above the next. */
export function withOneMore(options: readonly RatingOption[]): RatingOption[] {
  const [next, best] = options.slice(-2).map(({ score }) => score)
  const step = next === undefined || best === undefined || !(best > next) ? 1 : best - next
  const last = options.at(-1)?.score ?? 0
  const taken = options.map(({ code }) => code)
  const code = freeCode(codeOf('', options.length), taken)
  return [...options, { code, score: sum(last, step), label: '', anchor: '' }]
}

/** Without what binary fractions add to it: 0.1 and 0.2 are 0.3. */
function sum(a: number, b: number): number {
  return Number((a + b).toPrecision(12))
}

/** The options with one of them a place up or down. Scores stay where they are: they go with places, from worst to best. */
export function moved(options: readonly RatingOption[], index: number, by: 1 | -1): RatingOption[] {
  const order = options.map((_, at) => (at === index ? index + by : at === index + by ? index : at))
  return order.map((from, at) => ({ ...(options[from] as RatingOption), score: (options[at] as RatingOption).score }))
}

function follows({ code, label }: RatingOption): boolean {
  const derived = plain(label)
  const isPlace = /^OPTION(_\d+)+$/.test(code)
  return code === '' || code === derived || code.replace(/_\d+$/, '') === derived || isPlace
}

/** A code for a label: what letters and digits of it files can hold; its place where it has none, as in Korean. */
export function codeOf(label: string, index: number): string {
  return plain(label) || `OPTION_${index + 1}`
}

function plain(label: string): string {
  const letters = label.normalize('NFKD').replace(/\p{Mark}/gu, '')
  return letters
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .slice(0, LONGEST_CODE - 4)
    .replace(/^_+|_+$/g, '')
}

function freeCode(code: string, taken: readonly string[]): string {
  if (!taken.includes(code)) return code
  const number = taken.findIndex((_, nth) => !taken.includes(`${code}_${nth + 2}`))
  return `${code}_${number + 2}`
}
