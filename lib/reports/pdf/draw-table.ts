import { setLine } from '@/lib/figures/files/set-line'
import type { FrozenTable } from '../content'
import { drawLine, drawRule, type Flow, LEFT, makeRoom, TEXT_WIDTH } from './flow'
import { textWidth, widestWord, wrapLines } from './wrap-lines'

const SIZE = 9
const LINE = 1.35 * SIZE
const GAP = 14
/** Beyond this a cell of words is broken into lines. */
const WIDEST = 300

/** A table with its head on every page that it comes to; cells are broken into lines where they must be. */
export function drawTable(flow: Flow, { columns, rows }: FrozenTable): void {
  const widths = columnWidths(columns, rows)
  const heads = columns.map(({ head }) => head)
  const whole = widths.reduce((sum, width) => sum + width + GAP, -GAP)
  const drawRow = (cells: readonly string[], weight: 400 | 600) => {
    const lines = cells.map((cell, k) => wrapLines(cell, widths[k] ?? WIDEST, { size: SIZE, weight }))
    const height = Math.max(1, ...lines.map((each) => each.length)) * LINE
    let x = LEFT
    for (const [k, own] of lines.entries()) {
      const width = widths[k] ?? WIDEST
      for (const [nth, line] of own.entries()) {
        const indent = columns[k]?.align === 'r' ? width - setLine(line, SIZE, weight).width : 0
        drawLine(flow.page, line, { x: x + indent, y: flow.y + SIZE + nth * LINE }, { size: SIZE, weight })
      }
      x += width + GAP
    }
    flow.y += height + 3
  }
  const begin = () => {
    drawRow(heads, 600)
    drawRule(flow, LEFT, whole)
    flow.y += 3
  }
  flow.y += 8
  makeRoom(flow, 3 * LINE)
  begin()
  for (const cells of rows) {
    const height = heightOf(cells, widths)
    const before = flow.y
    makeRoom(flow, height)
    if (flow.y < before) begin()
    drawRow(cells, 400)
  }
  flow.y += 6
}

function heightOf(cells: readonly string[], widths: readonly number[]): number {
  return LINE * Math.max(1, ...cells.map((cell, k) => wrapLines(cell, widths[k] ?? WIDEST, { size: SIZE }).length)) + 3
}

/** As wide as their widest cell, up to a measure; together no wider than the page, words being broken before numbers. */
function columnWidths(columns: FrozenTable['columns'], rows: FrozenTable['rows']): number[] {
  const cellsOf = (k: number) => rows.map((cells) => cells[k] ?? '')
  const wanted = columns.map(({ head, align }, k) => {
    const widest = Math.max(
      textWidth(head, { size: SIZE, weight: 600 }),
      ...cellsOf(k).map((cell) => textWidth(cell, { size: SIZE })),
    )
    return align === 'r' ? widest : Math.min(WIDEST, widest)
  })
  const room = TEXT_WIDTH - GAP * (columns.length - 1)
  const excess = wanted.reduce((sum, width) => sum + width, 0) - room
  if (excess <= 0) return wanted
  const least = columns.map(({ head }, k) =>
    Math.max(
      widestWord(head, { size: SIZE, weight: 600 }),
      ...cellsOf(k).map((cell) => widestWord(cell, { size: SIZE })),
    ),
  )
  const slack = wanted.map((width, k) => Math.max(0, width - (least[k] ?? 0)))
  const all = slack.reduce((sum, each) => sum + each, 0)
  // Where not even the widest words fit, all columns give way alike, and words are broken.
  if (all < excess) return wanted.map((width) => (width * room) / (room + excess))
  return wanted.map((width, k) => width - ((slack[k] ?? 0) * excess) / all)
}
