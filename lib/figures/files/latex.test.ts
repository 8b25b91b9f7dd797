import { expect, test } from 'vitest'
import { latexTable, latexText } from './latex'

const columns = [
  { head: 'Group', align: 'l' },
  { head: 'A & B', align: 'l' },
  { head: 'p', align: 'r' },
] as const

function setTable(rows: string[][], caption = 'c') {
  return latexTable({ columns, rows, over: 1, caption, short: 'Numbers of Figure 1', label: 'tab:x' })
}

test.each([
  ['50% of \\_x{$}', '50\\% of \\textbackslash{}\\_x\\{\\$\\}'],
  ['co & co #1 ~^', 'co \\& co \\#1 \\textasciitilde{}\\textasciicircum{}'],
  ['a<b>|c', 'a\\textless{}b\\textgreater{}\\textbar{}c'],
  ['[1] *x', '{[}1] {*}x'],
  ['v--2---x', 'v-{}-2-{}-{}-x'],
  ['4.7 × 10⁻¹² − κ ▽ ½', '4.7 $\\times$ 10$^{-12}$ $-$ $\\kappa$ $\\triangledown$ $\\frac12$'],
  ['two\nlines\u202e\u2068x\u2069', 'two linesx'],
])('%j is set as text', (text, expected) => {
  expect(latexText(text)).toBe(expected)
})

test('what rows have in common stands over them once', () => {
  const rows = ['crowd', 'crowd', 'llm'].map((group, k) => [group, `[${k}]`, '0.5'])
  const lines = setTable(rows, 'p_1')
    .split('\n')
    .map((line) => line.trim())
  expect(lines.filter((line) => line.includes('\\multicolumn'))).toEqual([
    '\\multicolumn{2}{@{}l}{\\textit{crowd}} \\\\',
    '\\multicolumn{2}{@{}l}{\\textit{llm}} \\\\',
  ])
  expect(lines).toContain('A \\& B & p \\\\')
  expect(lines).toContain('{[}1] & 0.5 \\\\')
  expect(lines).toContain('\\caption[Numbers of Figure 1]{p\\_1}')
  expect(lines[0]).toBe('% needs \\usepackage{booktabs} \\usepackage{amssymb} \\usepackage{graphicx}')
})

test('a table longer than a page breaks across pages, and what it needs is said', () => {
  const table = setTable(Array.from({ length: 60 }, (_, k) => ['crowd', `row ${k}`, '1']))
  expect(table).toMatch(/^% needs .*\{longtable\}\n\{/)
  expect(table).toContain('\\endhead')
  expect(table).not.toContain('\\begin{table}')
})

test('letters that pdfLaTeX lacks are named', () => {
  expect(setTable([['crowd', '通义 Ł “x”', '1']])).toMatch(/\n% pdfLaTeX lacks 通 义: take LuaLaTeX or XeLaTeX/)
  expect(setTable([['crowd', 'Ł “x” …', '1']])).not.toContain('pdfLaTeX')
})
