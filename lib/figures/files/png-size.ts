/** More pixels a side many programs do not open, and a server would spend its memory on. */
const PNG_LONGEST = 32_000

export const TOO_LARGE_FOR_PNG =
  'This figure is too large for a PNG. Take the SVG or the PDF, or show one group at a time.'

/** Where a drawing lies, in pixels. */
export function viewBox(svg: string): { x: number; y: number; width: number; height: number } {
  const [x = 0, y = 0, width = 0, height = 0] = (/viewBox="([^"]+)"/.exec(svg)?.[1] ?? '').split(' ').map(Number)
  return { x, y, width, height }
}

/** How many pixels of a PNG stand for one of the drawing: two, or as many as fit; below one it is not worth having. */
export function pngZoom(svg: string): number {
  const { width, height } = viewBox(svg)
  return Math.min(2, PNG_LONGEST / Math.max(width, height))
}
