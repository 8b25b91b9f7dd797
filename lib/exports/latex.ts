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
  '●': '$\\bullet$',
  '○': '$\\circ$',
  '▽': '$\\triangledown$',
  '½': '$\\frac12$',
  '×': '$\\times$',
  '−': '$-$',
  '·': '$\\cdot$',
  κ: '$\\kappa$',
  α: '$\\alpha$',
}

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹⁻'
const PLAIN = '0123456789-'

/** Text as LaTeX sets it: what has a meaning there is escaped, and line ends become spaces. */
export function latexText(text: string): string {
  return [...text.replaceAll(/\s+/g, ' ')]
    .map((character) => SPECIAL[character] ?? character)
    .join('')
    .replaceAll(/[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+/g, (power) => `$^{${[...power].map((c) => PLAIN[RAISED.indexOf(c)]).join('')}}$`)
}

export type LatexTable = {
  /** Heads with their alignment, l or r. */
  columns: readonly { head: string; align: 'l' | 'r' }[]
  rows: readonly (readonly string[])[]
  caption: string
  label: string
}

/** A table in the style of booktabs, with its caption; cells are text and are escaped. */
export function latexTable({ columns, rows, caption, label }: LatexTable): string {
  const line = (cells: readonly string[]) => `    ${cells.map(latexText).join(' & ')} \\\\`
  return [
    '% needs \\usepackage{booktabs} and, for the signs of captions, \\usepackage{amssymb}',
    '\\begin{table}',
    '  \\centering',
    `  \\caption{${latexText(caption)}}`,
    `  \\label{${label}}`,
    `  \\begin{tabular}{${columns.map(({ align }) => align).join('')}}`,
    '    \\toprule',
    line(columns.map(({ head }) => head)),
    '    \\midrule',
    ...rows.map(line),
    '    \\bottomrule',
    '  \\end{tabular}',
    '\\end{table}',
    '',
  ].join('\n')
}
