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

type Look = { page: string; file: Record<string, string> }

const fill = (page: string, name: keyof typeof PRINT_COLOURS): Look => ({ page, file: { fill: PRINT_COLOURS[name] } })

/** What each part of a drawing looks like: on the page by utilities, in a file by attributes that every program reads. */
const LOOKS: Record<string, Look> = {
  't-sm': { page: 'text-[13px]', file: { 'font-size': '13' } },
  't-xs': { page: 'text-[12px]', file: { 'font-size': '12' } },
  t2: fill('fill-ink-2', 'ink-2'),
  t3: fill('fill-ink-3', 'ink-3'),
  b: { page: 'font-semibold', file: { 'font-weight': '600' } },
  win: fill('fill-win', 'win'),
  tie: fill('fill-tie', 'tie'),
  loss: fill('fill-loss', 'loss'),
  'on-win': fill('fill-on-win', 'on-win'),
  'on-tie': fill('fill-on-tie', 'on-tie'),
  'on-loss': fill('fill-on-loss', 'on-loss'),
  'faded-20': { page: 'opacity-20', file: { 'fill-opacity': '0.2' } },
  'faded-30': { page: 'opacity-30', file: { 'fill-opacity': '0.3' } },
  'faded-40': { page: 'opacity-40', file: { 'fill-opacity': '0.4' } },
  'faded-50': { page: 'opacity-50', file: { 'fill-opacity': '0.5' } },
  'faded-60': { page: 'opacity-60', file: { 'fill-opacity': '0.6' } },
  'faded-70': { page: 'opacity-70', file: { 'fill-opacity': '0.7' } },
  'faded-80': { page: 'opacity-80', file: { 'fill-opacity': '0.8' } },
  axis: { page: 'stroke-rule stroke-1', file: { stroke: PRINT_COLOURS.rule } },
  frame: { page: 'stroke-ink stroke-1', file: { stroke: ink } },
  chance: {
    page: 'stroke-rule-strong stroke-[1.5]',
    file: { stroke: PRINT_COLOURS['rule-strong'], 'stroke-width': '1.5' },
  },
  paper: { page: 'fill-paper', file: { fill: '#ffffff' } },
  edge: { page: 'stroke-rule-strong', file: { stroke: PRINT_COLOURS['rule-strong'] } },
  even: {
    page: 'stroke-rule-strong [stroke-dasharray:2_3]',
    file: { stroke: PRINT_COLOURS['rule-strong'], 'stroke-dasharray': '2 3' },
  },
  gap: { page: 'stroke-paper stroke-[1.5]', file: { stroke: '#ffffff', 'stroke-width': '1.5' } },
  whisker: { page: 'fill-none stroke-ink stroke-[1.5]', file: { stroke: ink, 'stroke-width': '1.5', fill: 'none' } },
  dot: fill('fill-ink', 'ink'),
  ref: {
    page: 'fill-none stroke-ink-2 stroke-[1.25]',
    file: { fill: '#ffffff', stroke: ink, 'stroke-width': '1.25' },
  },
  ring: {
    page: 'fill-paper stroke-ink stroke-[1.5]',
    file: { fill: '#ffffff', stroke: ink, 'stroke-width': '1.5' },
  },
}

/** A drawing of a page. Numbers on bars and beside them stay as they would be printed until they are pointed at. */
const DRAWING = [
  'block h-auto w-full overflow-visible fill-ink font-sans text-[14px]',
  '[&_a_text]:underline [&_a_text]:decoration-rule-strong [&_a_text]:decoration-dotted [&_a_text]:decoration-1 [&_a_text]:underline-offset-[0.25em]',
  '[&_a[tabindex]:not(:hover)]:no-underline [&_a[tabindex]:not(:hover)_text]:no-underline',
  '[&_a:is(:hover,:focus-visible)_text]:fill-accent print:[&_a_text]:no-underline',
].join(' ')

/** Gives the parts of a drawing the look they have on a page. */
export function pageLook(svg: Element): void {
  for (const element of svg.querySelectorAll('[class]')) {
    const names = (element.getAttribute('class') ?? '').split(' ')
    element.setAttribute('class', names.map((name) => LOOKS[name]?.page ?? '').join(' '))
  }
  svg.setAttribute('class', DRAWING)
}

/** Makes a figure stand alone: classes become attributes with the light colours, and the fonts are named. */
export function printLook(svg: Element, { width, height }: { width: number; height: number }): void {
  for (const element of svg.querySelectorAll('[class]')) {
    for (const name of (element.getAttribute('class') ?? '').split(' '))
      for (const [key, value] of Object.entries(LOOKS[name]?.file ?? {})) element.setAttribute(key, value)
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
