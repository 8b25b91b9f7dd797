/** The sizes of a figure's rows: "n = 300 prompts in each row, one verdict each", "n from 12 to 40 verdicts a row". */
export function sampleSizes(rows: readonly { n: number; prompts: number }[]): string {
  const judged = rows.filter(({ n }) => n > 0)
  if (judged.length === 0) return 'no verdict yet'
  const once = judged.every(({ n, prompts }) => n === prompts)
  if (judged.length === 1 && judged[0]?.n === 1) return 'n = 1 prompt, one verdict'
  if (once) return `n ${sizes(judged.map(({ n }) => n))} prompts a row, one verdict each`
  const per = judged.reduce((sum, { n }) => sum + n, 0) / judged.reduce((sum, { prompts }) => sum + prompts, 0)
  const [n, prompts] = [sizes(judged.map((row) => row.n)), sizes(judged.map((row) => row.prompts))]
  return `n ${n} verdicts a row on ${prompts.replace(/^(= |from )/, '')} prompts, ${per.toFixed(1)} a prompt`
}

/** How many each of several has: "= 36", "from 12 to 40". */
export function sizes(counts: readonly number[]): string {
  const [least, most] = [Math.min(...counts), Math.max(...counts)].map((n) => n.toLocaleString('en'))
  return least === most ? `= ${least}` : `from ${least} to ${most}`
}
