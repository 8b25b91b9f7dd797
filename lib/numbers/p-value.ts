const SUPERSCRIPTS: Record<string, string> = Object.fromEntries(
  [...'0123456789-'].map((c, i) => [c, '⁰¹²³⁴⁵⁶⁷⁸⁹⁻'[i] ?? '']),
)

/** A p-value as it is printed: two digits that count, as a power of ten below 0.001: 0.17, 0.091, 4.7 × 10⁻⁷. */
export function pValue(p: number): string {
  if (p >= 0.995) return '1'
  if (p >= 0.1) return p.toFixed(2)
  if (p >= 0.001) return p.toPrecision(2)
  if (p === 0) return '< 10⁻³⁰⁰'
  const [digits = '', power = ''] = p.toExponential(1).split('e')
  return `${digits} × 10${[...power].map((c) => SUPERSCRIPTS[c] ?? '').join('')}`
}

/** The same after its name: "p = 0.17", "p < 10⁻³⁰⁰". */
export function pEquals(p: number): string {
  const text = pValue(p)
  return text.startsWith('<') ? `p ${text}` : `p = ${text}`
}
