import type { Edge } from '@/lib/analysis/deep/ratings'
import { fitText, printable } from './fit-text'
import { printLook } from './print-look'
import { type Line, svgDocument, svgElement, svgLine } from './svg'

const [WIDTH, HEIGHT, RADIUS] = [560, 420, 150]

/** Which systems were compared, and how often: systems on a circle, a line for each pair, as wide as its judgments. */
export function comparisonGraph(
  systems: readonly string[],
  edges: readonly Edge[],
  look: 'page' | 'print' = 'page',
): string {
  const document = svgDocument()
  const at = new Map(
    systems.map((name, k) => {
      const angle = (2 * Math.PI * k) / systems.length - Math.PI / 2
      return [name, { x: WIDTH / 2 + RADIUS * Math.cos(angle), y: HEIGHT / 2 + RADIUS * Math.sin(angle) }]
    }),
  )
  const most = Math.max(1, ...edges.map(judged))
  const lines = edges.flatMap((edge) => {
    const [from, to] = [at.get(edge.first), at.get(edge.second)]
    if (!from || !to) return []
    const width = (1 + (5 * judged(edge)) / most).toFixed(1)
    const title = svgElement(document, 'title', {}, [`${edge.first} and ${edge.second}: ${judged(edge)} judgments`])
    return [
      svgElement(
        document,
        'line',
        { class: 'edge', x1: from.x, y1: from.y, x2: to.x, y2: to.y, 'stroke-width': width },
        [title],
      ),
    ]
  })
  const dots = systems.flatMap((name) => {
    const { x, y } = at.get(name) as { x: number; y: number }
    return [svgElement(document, 'circle', { class: 'dot', cx: x, cy: y, r: 5 })]
  })
  const labels = systems.map(
    (name) => svgLine(document, labelOf(name, at.get(name) as { x: number; y: number })) as SVGElement,
  )
  const description = `${systems.length} systems, ${edges.length} pairs compared.`
  const svg = svgElement(
    document,
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      class: 'figure',
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      role: 'img',
      'aria-label': 'Which systems were compared with each other',
    },
    [svgElement(document, 'desc', {}, [description]), ...lines, ...dots, ...labels],
  )
  if (look === 'print') printLook(svg, { width: WIDTH, height: HEIGHT })
  return svg.outerHTML
}

function judged({ wins, ties, losses }: Edge): number {
  return wins + ties + losses
}

function labelOf(name: string, { x, y }: { x: number; y: number }): Line {
  const side = Math.abs(x - WIDTH / 2) < 20 ? 'middle' : x > WIDTH / 2 ? 'start' : 'end'
  const text = fitText(printable(name), side === 'middle' ? 300 : 120)
  const below = y > HEIGHT / 2
  return {
    x: x + (side === 'start' ? 12 : side === 'end' ? -12 : 0),
    y: side === 'middle' ? y + (below ? 24 : -14) : y + 5,
    anchor: side,
    spans: [{ text, className: 'b' }],
    ...(text !== name && { title: name }),
  }
}
