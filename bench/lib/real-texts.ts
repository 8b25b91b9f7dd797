import type pg from 'pg'

const WORDS =
  'model answer because table number every under measure simple write often where small large people question result value between course'.split(
    ' ',
  )

/** Markdown of about two thousand characters with a bit of every kind, another one for each number. */
function realText(number: number): string {
  let state = number + 1
  const next = (below: number) => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
  const words = (count: number) => Array.from({ length: count }, () => WORDS[next(WORDS.length)]).join(' ')
  const list = (mark: string) => Array.from({ length: 4 }, () => `${mark} **${words(2)}**: ${words(9)}`).join('\n')
  const code = `\`\`\`python\ndef answer_${number}(values):\n    # ${words(6)}\n    return sum(value * ${next(90)} for value in values)\n\`\`\``
  const table = `| ${words(1)} | ${words(1)} |\n|---|---:|\n${Array.from({ length: 4 }, () => `| ${words(3)} | ${next(999)} |`).join('\n')}`
  const maths = `The mean is $\\bar{x}_{${number}} = \\frac{1}{n} \\sum_i x_i$ and so\n\n$$\\sigma^2 = ${next(50)} + \\frac{a}{b}$$`
  const parts = [`# ${words(4)}`, words(40), list('-'), code, words(30), table, maths, list('1.'), `> ${words(25)}`]
  return `${parts.join('\n\n')}\n\n${words(60)}`
}

/** Gives each response of a prompt set a text of its own, as long as those that models write. */
export async function writeRealTexts(pool: pg.Pool, promptSetId: string): Promise<void> {
  const { rows } = await pool.query(`SELECT id FROM "SystemResponse" WHERE "promptSetId" = $1`, [promptSetId])
  const texts = rows.map((_, index) => JSON.stringify([{ role: 'assistant', content: realText(index) }]))
  await pool.query(
    `UPDATE "SystemResponse" r SET messages = n.messages FROM unnest($1::uuid[], $2::jsonb[]) AS n(id, messages) WHERE r.id = n.id`,
    [rows.map(({ id }) => id), texts],
  )
}
