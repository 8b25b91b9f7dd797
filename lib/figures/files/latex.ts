import { visible } from '@/lib/visible'

const SPECIAL: Record<string, string> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  '%': '\\%',
  _: '\\_',
  '^': '\\textasciicircum{}',
  '~': '\\textasciitilde{}',
  // These three are other signs in LaTeX's own encoding.
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
  // At the beginning of a row they would be arguments of the line end before them.
  '[': '{[}',
  '*': '{*}',
  '●': '$\\bullet$',
  '○': '$\\circ$',
  '▽': '$\\triangledown$',
  '½': '$\\frac12$',
  '×': '$\\times$',
  '−': '$-$',
  '·': '$\\cdot$',
  κ: '$\\kappa$',
  α: '$\\alpha$',
  ε: '$\\epsilon$',
  λ: '$\\lambda$',
  ρ: '$\\rho$',
  τ: '$\\tau$',
  ω: '$\\omega$',
}

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹⁻'
const PLAIN = '0123456789-'

/** Text as LaTeX sets it: what has a meaning there is escaped, line ends become spaces, invisible signs go. */
export function latexText(text: string): string {
  return [...visible(text)]
    .map((character) => SPECIAL[character] ?? character)
    .join('')
    .replaceAll(/-(?=-)/g, '-{}')
    .replaceAll(/[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+/g, (power) => `$^{${[...power].map((c) => PLAIN[RAISED.indexOf(c)]).join('')}}$`)
}

export type LatexTable = {
  /** Heads with their alignment, l or r. */
  columns: readonly { head: string; align: 'l' | 'r' }[]
  rows: readonly (readonly string[])[]
  /** How many of the first columns become a line over the rows that have them in common. */
  over?: number
  caption: string
  /** For a list of tables. */
  short: string
  label: string
}

/** More lines than this do not fit a page: then it is a `longtable`. */
const MOST_LINES = 45
/** Letters of a name that is broken in such a table, which cannot be made smaller as a whole. */
const LONG_NAME = 24

/** A table in the style of booktabs, with its caption, no wider than the text; cells are text and are escaped. */
export function latexTable(table: LatexTable): string {
  const { columns, rows, over = 0, caption, short, label } = table
  const shown = columns.slice(over)
  const body = bodyLines(rows, over, shown.length)
  const isLong = body.length > MOST_LINES
  const letters = shown.map(({ align }, k) => {
    const wraps = isLong && align === 'l' && rows.some((cells) => (cells[over + k] ?? '').length > LONG_NAME)
    return wraps ? `>{\\raggedright\\arraybackslash}p{${shown.length > 5 ? 0.2 : 0.4}\\linewidth}` : align
  })
  const aligned = `{@{}${letters.join('')}@{}}`
  const heads = line(shown.map(({ head }) => head))
  const titled = `\\caption[${latexText(short)}]{${latexText(caption)}}`
  const lines = isLong
    ? longTable(aligned, heads, body, [`${titled} \\label{${label}} \\\\`])
    : shortTable(aligned, heads, body, [titled, `\\label{${label}}`])
  return [...preamble(lines, isLong), ...lines, ''].join('\n')
}

function line(cells: readonly string[]): string {
  return `${cells.map(latexText).join(' & ')} \\\\`
}

/** The rows; where the first cells change, a line with them over the rows that follow. */
function bodyLines(rows: LatexTable['rows'], over: number, width: number): string[] {
  let last = ''
  return rows.flatMap((cells, index) => {
    const heading = cells.slice(0, over).map(latexText).join(', ')
    const row = line(cells.slice(over))
    if (heading === last) return [row]
    last = heading
    const space = index === 0 ? [] : ['\\addlinespace']
    return [...space, `\\multicolumn{${width}}{@{}l}{\\textit{${heading}}} \\\\`, row]
  })
}

function shortTable(aligned: string, heads: string, body: string[], title: string[]): string[] {
  return [
    '\\begin{table}',
    '  \\centering\\small\\setlength{\\tabcolsep}{4pt}',
    ...title.map((text) => `  ${text}`),
    '  \\smallskip',
    '  \\resizebox{\\ifdim\\width>\\linewidth\\linewidth\\else\\width\\fi}{!}{%',
    `  \\begin{tabular}${aligned}`,
    ...['\\toprule', heads, '\\midrule', ...body, '\\bottomrule'].map((text) => `    ${text}`),
    '  \\end{tabular}}',
    '\\end{table}',
  ]
}

function longTable(aligned: string, heads: string, body: string[], title: string[]): string[] {
  return [
    '{\\scriptsize\\setlength{\\tabcolsep}{3pt}',
    `\\begin{longtable}${aligned}`,
    ...[...title, '\\toprule', heads, '\\midrule', '\\endfirsthead'].map((text) => `  ${text}`),
    ...['\\toprule', heads, '\\midrule', '\\endhead', '\\bottomrule', '\\endlastfoot'].map((text) => `  ${text}`),
    ...body.map((text) => `  ${text}`),
    '\\end{longtable}}',
  ]
}

/** Letters that pdfLaTeX has in its fonts once it is told of nothing. */
const PLAIN_LETTERS = /[ -\u024f“”‘’–—…]/

/** Says what the table needs of its document. */
function preamble(lines: readonly string[], isLong: boolean): string[] {
  const packages = ['booktabs', 'amssymb', ...(isLong ? ['array', 'longtable'] : ['graphicx'])]
  const foreign = [...new Set(lines.join(''))].filter((letter) => !PLAIN_LETTERS.test(letter))
  return [
    `% needs ${packages.map((name) => `\\usepackage{${name}}`).join(' ')}`,
    ...(foreign.length > 0
      ? [
          `% pdfLaTeX lacks ${foreign.slice(0, 20).join(' ')}${foreign.length > 20 ? ' and more' : ''}: take LuaLaTeX or XeLaTeX, with a font that has them`,
        ]
      : []),
  ]
}
