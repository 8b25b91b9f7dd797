import { sessionCookie } from '@/e2e/fixtures'
import { db } from '@/lib/db/client'
import { enrolPeople, makeOpenStudy } from '@/lib/testing/fixtures'

/** About as long as LIMA's responses: a few paragraphs, a list, some code, a table. */
const CONTENT = [
  'You need to put in **97.89** at the end of each month. After 18 deposits the balance is 1,800.',
  '### The formula',
  'Equal deposits that earn interest form a *sinking fund*. '.repeat(6),
  '$$P = \\frac{F i}{(1 + i)^n - 1}$$',
  '- the price of the bike\n- the monthly rate\n- the number of deposits',
  '```python\ndef monthly_deposit(target, rate, months):\n    return target * rate / ((1 + rate) ** months - 1)\n```',
  '| Rate | Each month |\n|---|---:|\n| 1% | 99.29 |\n| 3% | 97.89 |',
  'Over so short a time the rate hardly matters. Starting late matters more. '.repeat(8),
].join('\n\n')

/** As long, of words alone, as most answers are: nothing in it needs a font of its own. */
export const PROSE = [
  'You need to put in **97.89** at the end of each month. After 18 deposits the balance is 1,800.',
  'Equal deposits that earn interest form a sinking fund. '.repeat(6),
  '- the price of the bike\n- the monthly rate\n- the number of deposits',
  'Over so short a time the rate hardly matters. Starting late matters more. '.repeat(12),
].join('\n\n')

/** An annotator at the desk of a study of so many pairs, and the cookie they are signed in with. */
export async function seatAnnotator(pairs: number, content = CONTENT) {
  const { studyId, promptSet } = await makeOpenStudy({ prompts: pairs })
  const responses = await db.systemResponse.findMany({ where: { promptSetId: promptSet.id }, select: { id: true } })
  for (const [index, { id }] of responses.entries())
    await db.systemResponse.update({
      where: { id },
      data: { messages: [{ role: 'assistant', content: `${content}\n\nThat was number ${index}.` }] },
    })
  const [person] = await enrolPeople(studyId, 1)
  if (!person) throw new Error('nobody enrolled')
  const { name, value, domain, httpOnly } = await sessionCookie(person.actor.id)
  return { studyId, cookie: { name, value, domain, httpOnly } }
}
