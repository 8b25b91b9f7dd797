import { hashPassword } from '@/lib/auth/password'
import { db } from '@/lib/db/client'
import { type Attack, finding } from './attack'
import type { Target } from './target'

const PASSWORD = 'correct horse of the attack'

/** Guesses at passwords, from forged addresses too, and people who have to get in all the same. */
export const signIn: Attack = {
  name: 'sign-in',
  does: 'guesses passwords, under forged addresses and for many accounts',
  async run(target) {
    const { member, outsider, admin } = target.cast.actors
    const passwordHash = await hashPassword(PASSWORD)
    await db.user.updateMany({ where: { id: { in: [member.id, outsider.id, admin.id] } }, data: { passwordHash } })
    const guesses = await times(60, (n) =>
      enter(target, member.email ?? '', 'wrong', { 'x-forwarded-for': `10.0.0.${n}` }),
    )
    const heard = guesses.filter((answer) => !answer.includes('too_many_attempts')).length
    await times(120, (n) => enter(target, `nobody${n}@example.org`, 'wrong'))
    const honest = await enter(target, admin.email ?? '', PASSWORD)
    return [
      finding(
        'who guesses is stopped, whatever address they forge',
        heard > 5 ? [`${heard} guesses were looked at`] : [],
        `${heard} of 60 guesses were looked at`,
      ),
      finding('others on the same network get in meanwhile', isIn(honest) ? [] : [honest.slice(0, 200)]),
    ]
  },
}

const isIn = (answer: string) => /"url":"[^"]*"/.test(answer) && !answer.includes('error=')

async function times<T>(count: number, run: (n: number) => Promise<T>): Promise<T[]> {
  const all: T[] = []
  for (let n = 0; n < count; n++) all.push(await run(n))
  return all
}

/** Signs in as the form does. @returns the answer's text */
async function enter(
  { ask }: Target,
  email: string,
  password: string,
  headers: Record<string, string> = {},
): Promise<string> {
  const first = await ask({ path: '/api/auth/csrf', headers })
  const cookie = [first.headers['set-cookie'] ?? []]
    .flat()
    .map((each) => each.split(';')[0])
    .join('; ')
  const form = { csrfToken: JSON.parse(first.text).csrfToken, email, password, json: 'true' }
  return (
    await ask({
      ...{ method: 'POST', path: '/api/auth/callback/credentials', cookie },
      headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(form).toString(),
    })
  ).text
}
