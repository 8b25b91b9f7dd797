import 'server-only'
import { FIGURE_COLUMNS } from '@/lib/exports/columns'
import { FIGURE_FORMATS } from '@/lib/figures/files/formats'
import { type Chunks, csvChunks, textChunks } from '@/lib/http/stream'
import type { SummedEntry } from '@/lib/http/zip'
import type { FrozenDrawing } from '@/lib/results/frozen-drawings'
import type { Snapshot } from '@/lib/results/snapshots'
import { visible } from '@/lib/visible'

/** The numbers of every figure as they were frozen; the database does not keep the order of their columns. */
export function numberEntries({ numbers }: Snapshot): SummedEntry[] {
  const first = FIGURE_COLUMNS.map(({ name }) => name as string)
  return numbers.figures.map(({ name, rows }) => {
    const known = new Set(rows.flatMap(Object.keys))
    const columns = [...new Set([...first.filter((column) => known.has(column)), ...known])]
    return { name: `figures/${name}.csv`, chunks: () => csvChunks([rows], columns) }
  })
}

/** Every figure as it was drawn when it was frozen: SVG, PDF, and its table in LaTeX; of two of one name the second has a number. */
export function drawingEntries(drawings: readonly FrozenDrawing[], at: Date): SummedEntry[] {
  const taken = new Map<string, number>()
  return drawings.flatMap((drawing) => {
    const { name, svg } = drawing
    const times = (taken.get(name) ?? 0) + 1
    taken.set(name, times)
    const stem = `figures/${name}${times > 1 ? `-${times}` : ''}`
    const figure = { ...drawing, draw: svg === null ? null : () => svg, columns: [], rows: [] }
    const text = (ending: 'tex' | 'txt'): SummedEntry => ({
      name: `${stem}.${ending}`,
      chunks: () => FIGURE_FORMATS[ending].write(figure) as Chunks,
    })
    if (svg === null) return [text('txt')]
    return [
      { name: `${stem}.svg`, chunks: () => textChunks(svg) },
      { name: `${stem}.pdf`, chunks: () => pdfChunks(svg, drawing, at) },
      ...[text('tex'), text('txt')],
    ]
  })
}

/** With the time of the snapshot in place of the clock’s. */
async function* pdfChunks(svg: string, { study, title }: FrozenDrawing, at: Date): AsyncGenerator<Uint8Array> {
  const { renderPdf } = await import('@/lib/figures/files/render-figure')
  yield await renderPdf(svg, `${visible(study)}: ${title}`, at)
}
