/** The light values of the page's tokens (app/styles/tokens.css), for files that leave the page. */
export const PRINT_COLOURS = {
  ink: '#1c1b18',
  'ink-2': '#504d46',
  'ink-3': '#6b675e',
  rule: '#dfdbd2',
  'rule-strong': '#8b867b',
  win: '#1f5fa6',
  'on-win': '#ffffff',
  tie: '#d9d5cb',
  'on-tie': '#1c1b18',
  loss: '#e29a4c',
  'on-loss': '#1c1b18',
} as const

const { ink } = PRINT_COLOURS

const MARGIN = 16

/** What the page's style sheet does to each class of a figure, as attributes that every program reads. */
const LOOK: Record<string, Record<string, string>> = {
  't-sm': { 'font-size': '13' },
  't-xs': { 'font-size': '12' },
  t2: { fill: PRINT_COLOURS['ink-2'] },
  t3: { fill: PRINT_COLOURS['ink-3'] },
  b: { 'font-weight': '600' },
  win: { fill: PRINT_COLOURS.win },
  tie: { fill: PRINT_COLOURS.tie },
  loss: { fill: PRINT_COLOURS.loss },
  'on-win': { fill: PRINT_COLOURS['on-win'] },
  'on-tie': { fill: PRINT_COLOURS['on-tie'] },
  'on-loss': { fill: PRINT_COLOURS['on-loss'] },
  axis: { stroke: PRINT_COLOURS.rule },
  frame: { stroke: ink },
  chance: { stroke: PRINT_COLOURS['rule-strong'], 'stroke-width': '1.5' },
  paper: { fill: '#ffffff' },
  edge: { stroke: PRINT_COLOURS['rule-strong'] },
  even: { stroke: PRINT_COLOURS['rule-strong'], 'stroke-dasharray': '2 3' },
  gap: { stroke: '#ffffff', 'stroke-width': '1.5' },
  whisker: { stroke: ink, 'stroke-width': '1.5', fill: 'none' },
  dot: { fill: ink },
  ref: { fill: '#ffffff', stroke: ink, 'stroke-width': '1.25' },
  ring: { fill: '#ffffff', stroke: ink, 'stroke-width': '1.5' },
}

/** Makes a figure stand alone: classes become attributes with the light colours, and the fonts are named. */
export function printLook(svg: Element, { width, height }: { width: number; height: number }): void {
  for (const element of svg.querySelectorAll('[class]')) {
    for (const name of (element.getAttribute('class') ?? '').split(' '))
      for (const [key, value] of Object.entries(LOOK[name] ?? {})) element.setAttribute(key, value)
    element.removeAttribute('class')
  }
  svg.removeAttribute('class')
  svg.setAttribute('font-family', "'Source Sans 3', 'Helvetica Neue', Helvetica, Arial, sans-serif")
  svg.setAttribute('viewBox', `${-MARGIN} ${-MARGIN} ${width + 2 * MARGIN} ${height + 2 * MARGIN}`)
  svg.setAttribute('width', String(width + 2 * MARGIN))
  svg.setAttribute('height', String(height + 2 * MARGIN))
  svg.setAttribute('font-size', '14')
  svg.setAttribute('fill', ink)
}
