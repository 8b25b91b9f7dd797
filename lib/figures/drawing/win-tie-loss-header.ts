import type { RenderFunction } from '@observablehq/plot'
import { TIE_POLICIES } from '@/lib/rates/tie-policy'
import { fitName, fitText, textWidth } from './fit-text'
import { type Line, svgElement } from './svg'
import { COLUMN_ENDS, type Layout, type Panel } from './win-tie-loss-layout'

const OUTCOMES = ['win', 'tie', 'loss'] as const

/** The words for win, tie and loss over the bars, each as short as it must be to fit beside the others. */
function outcomeWords({ reference, right, left }: Layout): [string, string, string] {
  const name = reference === null ? 'First system' : fitName(reference, 0.28 * (right - left), 13)
  return [`${name} wins`, 'Tie', `${name} loses`]
}

/** Where the words stand over the first bar's segments, or null when they would run into each other. */
function wordsOverSegments(layout: Layout, panel: Panel): { x: number; text: string }[] | null {
  const row = panel.rows[0]?.row
  if (layout.kind === 'narrow' || !row || row.n === 0) return null
  const at = (count: number) => layout.left + (count / row.n) * (layout.right - layout.left)
  const middles = [row.wins / 2, row.wins + row.ties / 2, row.n - row.losses / 2].map(at)
  let free = layout.left
  const words = outcomeWords(layout).map((text, i) => {
    const [middle, half] = [middles[i] as number, textWidth(text, 13) / 2]
    // Words may move a little to stay over the bars, as long as they stand over their own segment.
    const x = Math.max(layout.left + half, Math.min(layout.right - half, middle))
    const fits = x - half >= free && Math.abs(x - middle) < half / 2
    free = x + half + 10
    return { x, text, fits }
  })
  return words.every(({ fits }) => fits) ? words : null
}

/** Whether every panel has room for the words over its bars; otherwise all have swatches. */
function isDirect(layout: Layout): boolean {
  return layout.panels.every((panel) => wordsOverSegments(layout, panel) !== null)
}

/** Where the swatches of one panel stand, and the words after them. */
function swatches(layout: Layout): { x: number; text: string }[] {
  const words = layout.kind === 'wide' ? outcomeWords(layout) : narrowWords(layout)
  let x = layout.left
  return words.map((text) => {
    const placed = { x, text }
    x += 18 + 0.9 * textWidth(text, layout.kind === 'wide' ? 13 : 12) + 18
    return placed
  })
}

function narrowWords({ reference, right }: Layout): string[] {
  const name = reference === null ? 'First' : fitName(reference, right - 210, 12)
  return [`${name} wins`, 'tie', 'loses, %']
}

/** The coloured squares of a legend, where the words do not stand over the bars themselves. */
export function legend(layout: Layout, document: Document): RenderFunction {
  return () => {
    const squares = isDirect(layout)
      ? []
      : layout.panels.flatMap(({ header }) =>
          swatches(layout).map(({ x }, i) =>
            svgElement(document, 'rect', {
              class: OUTCOMES[i] as string,
              x,
              y: header - 10.5,
              width: 12,
              height: 12,
            }),
          ),
        )
    return svgElement(document, 'g', {}, squares)
  }
}

/** Each panel's heading, and the words over its bars and columns. */
export function headerLines(layout: Layout): Line[] {
  return layout.panels.flatMap((panel) => [
    heading(layout, panel),
    ...(layout.kind === 'wide' ? columnHeads(layout, panel) : []),
    ...legendLines(layout, panel),
  ])
}

function heading(layout: Layout, { group, heading: y }: Panel): Line {
  const text = fitText(group, layout.width - 8)
  return { x: 0, y, spans: [{ text, className: 'b' }], ...(text !== group && { title: group }) }
}

function columnHeads(layout: Layout, { header: y }: Panel): Line[] {
  const { reference, left, width } = layout
  const against = reference === null ? [] : [`${fitName(reference, left - 12 - textWidth(' against', 13), 13)} against`]
  return [
    ...against.map((text) => ({
      x: 0,
      y,
      spans: [{ text, className: 't-sm t2' }],
      title: `${reference} against`,
    })),
    ...(['wins', 'second', 'p'] as const).map((column) => ({
      x: width - COLUMN_ENDS[column],
      y,
      anchor: 'end' as const,
      spans: [{ text: columnTitle(layout, column), className: 't-sm t2' }],
    })),
  ]
}

function columnTitle({ ties, method }: Layout, column: keyof typeof COLUMN_ENDS): string {
  if (column === 'wins') return 'Wins, %'
  if (column === 'second') return `${TIE_POLICIES[ties].column}, %`
  return method === 'wilson' ? 'Sign test p (Holm)' : 'Clustered p (Holm)'
}

function legendLines(layout: Layout, panel: Panel): Line[] {
  const { header: y } = panel
  const over = isDirect(layout) ? wordsOverSegments(layout, panel) : null
  if (over)
    return over.map(({ x, text }) => ({ x, y, anchor: 'middle' as const, spans: [{ text, className: 't-sm b' }] }))
  const className = layout.kind === 'wide' ? 't-sm b' : 't-xs t2'
  return swatches(layout).map(({ x, text }) => ({ x: x + 18, y, spans: [{ text, className }] }))
}
