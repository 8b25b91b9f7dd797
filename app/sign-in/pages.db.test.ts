import { randomUUID } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { createElement } from 'react'
import { prerender } from 'react-dom/static'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { db } from '@/lib/db/client'
import { hashLinkToken, remindersToken } from '@/lib/mail/link-token'
import { cheapHash } from '@/lib/testing/cheap-hash'
import { makeActor } from '@/lib/testing/fixtures'
import { CLIENT } from '@/lib/testing/oidc-client'
import { TestProvider, visitProvider } from '@/lib/testing/oidc-provider'

// The pages and the acts of signing in, one after the other, with a jar of cookies in the place of a browser.
const { jar, headers } = vi.hoisted(() => {
  const jar = new Map<string, string>()
  const cookieJar = {
    get: (name: string) => (jar.has(name) ? { name, value: jar.get(name) ?? '' } : undefined),
    set: (name: string, value: string, { maxAge }: { maxAge?: number } = {}) =>
      maxAge === 0 ? jar.delete(name) : jar.set(name, value),
  }
  const headers = { cookies: async () => cookieJar, headers: async () => new Headers({ 'accept-language': 'en' }) }
  return { jar, headers }
})
vi.mock('next/headers', () => headers)
vi.mock('next/headers.js', () => headers)
vi.mock('next/cache', () => ({ revalidatePath: () => undefined }))
vi.mock('next/navigation', async (original) => ({
  ...(await original<typeof import('next/navigation')>()),
  useRouter: () => ({ push: () => undefined, refresh: () => undefined }),
}))

const CALLBACK = 'http://localhost:3000/api/oidc/callback'
const PASSWORD = 'a quiet harbour'
const provider = new TestProvider(CALLBACK)

beforeAll(async () => {
  await provider.start()
  for (const [name, value] of Object.entries({
    ...{ OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: CLIENT.id, OIDC_CLIENT_SECRET: CLIENT.secret },
    ...{ OIDC_NAME: 'Example ID', OIDC_SIGNUP: 'true', OIDC_DEFAULT_ROLE: 'ANNOTATOR', OIDC_LOGOUT: 'true' },
    ...{ SMTP_URL: 'smtp://127.0.0.1:9', SMTP_FROM: 'evenhand@lab.example', NEXTAUTH_URL: 'http://localhost:3000' },
  }))
    vi.stubEnv(name, value)
})
afterAll(() => provider.stop())
beforeEach(() => jar.clear())

/** What a page says, as text; of one that sends elsewhere, where to. */
async function textOf(page: Promise<React.ReactNode>): Promise<string> {
  try {
    const { prelude } = await prerender(createElement('div', null, await page))
    const html = await new Response(prelude).text()
    return html
      .replaceAll('<!-- -->', '')
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll('&#x27;', '’')
      .replaceAll(/\s+/g, ' ')
  } catch (error) {
    const { digest = '' } = error as { digest?: string }
    if (!digest.startsWith('NEXT_REDIRECT')) throw error
    return `→ ${digest.split(';')[2]}`
  }
}

const props = <T extends object>(params: T, search: Record<string, string> = {}) =>
  ({ params: Promise.resolve(params), searchParams: Promise.resolve(search) }) as never
const load = async () => {
  const [signIn, connect, ask, link, factor, account, factors] = await Promise.all([
    ...[import('./page'), import('./connect/page'), import('./link/page')],
    ...[import('./link/[token]/page'), import('./factor/page')],
    ...[import('../account/page'), import('../account/second-factor/page')],
  ] as Promise<{ default: (given: never) => Promise<React.ReactNode> }>[])
  return { signIn, connect, ask, link, factor, account, factors }
}
async function text(page: keyof Awaited<ReturnType<typeof load>>, given: never = props({})): Promise<string> {
  const found = (await load())[page]
  if (!found) throw new Error('there is no such page')
  return textOf(found.default(given))
}
async function callback(query: string): Promise<string | null> {
  const { GET } = await import('@/app/api/oidc/callback/route')
  const answer = await GET(new Request(CALLBACK + query), { params: Promise.resolve({}) })
  expect(answer.status).toBe(303)
  return answer.headers.get('location')
}

async function someone(role: 'RESEARCHER' | 'ANNOTATOR' = 'RESEARCHER') {
  const person = await makeActor(role)
  await db.user.update({ where: { id: person.id }, data: { passwordHash: cheapHash(PASSWORD) } })
  return person
}

async function mailedLink(userId: string, kind: 'SIGN_IN' | 'RESET'): Promise<string> {
  const token = randomUUID()
  const expiresAt = new Date(Date.now() + 60_000)
  await db.mailedLink.create({ data: { tokenHash: hashLinkToken(token), userId, kind, expiresAt } })
  return token
}

test('by single sign-on: there, back, and to where one wanted; another answer gets nobody in', async () => {
  const { signOn } = await import('./actions')
  expect(await text('signIn')).toContain('Continue with Example ID')
  provider.holder = { sub: randomUUID(), name: 'Ines Caldeira', email: 'ines@lab.example', email_verified: true }
  const begun = await signOn({ next: '/account' })
  const query = await visitProvider(begun.ok ? begun.value.address : '', CALLBACK)
  const errand = new Map(jar)
  jar.clear()
  expect(await callback(query)).toBe('/sign-in?next=%2F&problem=sign_on_failed')
  expect(await text('signIn', props({}, { problem: 'sign_on_failed' }))).toContain('Single sign-on did not succeed')
  for (const [name, value] of errand) jar.set(name, value)
  expect(await callback(query)).toBe('/account')
  const page = await text('account')
  expect(page).toContain('ines@lab.example, annotator')
  expect(page).toContain('Connected to Example ID')
  expect(await text('signIn', props({}, { next: '/words' }))).toBe('→ /words')
  expect(await callback(query)).toBe('/sign-in?next=%2F&problem=sign_on_failed')
})

test('an account that was here is joined by its password in the browser that came back', async () => {
  const person = await someone()
  const { signOn, connect } = await import('./actions')
  expect(await text('connect')).toBe('→ /sign-in')
  expect(await connect({ email: person.email, password: PASSWORD })).toMatchObject({
    ok: false,
    problem: { code: 'sign_on_failed' },
  })
  provider.holder = { sub: randomUUID(), name: 'Tomas', email: person.email, email_verified: true }
  const begun = await signOn({ next: '/words' })
  expect(await callback(await visitProvider(begun.ok ? begun.value.address : '', CALLBACK))).toBe('/sign-in/connect')
  expect(await text('connect')).toContain('Is this account yours?')
  expect(await connect({ email: person.email, password: 'wrong' })).toMatchObject({
    problem: { code: 'sign_in_failed' },
  })
  expect(await connect({ email: person.email, password: PASSWORD })).toEqual({ ok: true, value: { next: '/words' } })
  expect(await text('account')).toContain(`${person.email}, researcher`)
  const { disconnectSignOn, connectSignOn } = await import('../account/actions')
  expect(await connectSignOn('connect')).toMatchObject({ ok: true })
  expect(await disconnectSignOn('disconnect')).toMatchObject({ ok: true })
  expect(await text('account')).toBe('→ /sign-in?next=%2F')
})

test('a mailed link: looked at as often as one likes, used by a press', async () => {
  const person = await someone('ANNOTATOR')
  const { enter, resetPassword, sendLink } = await import('./actions')
  expect(await text('signIn')).toContain('Forgot your password?')
  expect(await text('ask')).toContain('Send a link to choose another password')
  expect(await sendLink({ email: person.email, kind: 'RESET' })).toMatchObject({ ok: true })
  expect(await sendLink({ email: `${randomUUID()}@example.org`, kind: 'RESET' })).toMatchObject({ ok: true })
  const token = await mailedLink(person.id, 'SIGN_IN')
  for (let i = 0; i < 2; i++) expect(await text('link', props({ token }))).toContain('Sign in by your link')
  expect(await enter({ token })).toEqual({ ok: true, value: { next: '/' } })
  expect(await text('account')).toContain('Reminders by mail')
  jar.clear()
  expect(await text('link', props({ token }))).toContain('This link is over')
  expect(await enter({ token })).toMatchObject({ ok: false, problem: { code: 'link_over' } })
  const reset = await mailedLink(person.id, 'RESET')
  expect(await text('link', props({ token: reset }))).toContain('Choose another password')
  expect(await resetPassword({ token: reset, password: 'password1234' })).toMatchObject({
    problem: { fields: { password: [expect.any(String)] } },
  })
  expect(await resetPassword({ token: reset, password: 'twelve brass spoons' })).toMatchObject({ ok: true })
  expect(await text('account')).toContain(`${person.email}, annotator`)
})

test('reminders end by the page of their link, and by what mail programs press', async () => {
  const person = await someone('ANNOTATOR')
  const token = remindersToken(person.id)
  const { default: Reminders } = await import('../reminders/[token]/page')
  expect(await textOf(Reminders(props({ token })))).toContain('No more reminders')
  const { POST } = await import('@/app/api/reminders/[token]/route')
  const press = (to: string) =>
    POST(new Request('http://localhost:3000/', { method: 'POST', body: 'List-Unsubscribe=One-Click' }), {
      params: Promise.resolve({ token: to }),
    })
  expect((await press(token)).status).toBe(204)
  expect((await press(token)).status).toBe(204)
  expect((await press(`${person.id}.x`)).status).toBe(404)
  expect((await db.user.findUniqueOrThrow({ where: { id: person.id } })).remindersOffAt).not.toBeNull()
})

test('an app is set up, and asked for after a mailed link as after a password', async () => {
  const person = await someone()
  const { enter } = await import('./actions')
  await enter({ token: await mailedLink(person.id, 'SIGN_IN') })
  const acts = await import('../account/second-factor/actions')
  await db.session.updateMany({ where: { userId: person.id }, data: { provenAt: new Date(0) } })
  expect(await text('factors')).toContain('Your password again')
  expect(await acts.beginApp('app')).toMatchObject({ ok: false, problem: { code: 'proof_needed' } })
  expect(await acts.prove({ password: PASSWORD })).toMatchObject({ ok: true })
  expect(await text('factors')).toContain('Set up an app')
  const begun = await acts.beginApp('app')
  const app = new TOTP({ secret: Secret.fromBase32(begun.ok ? begun.value.secret : '') })
  expect(await acts.finishApp({ code: app.generate() })).toMatchObject({ ok: true, value: { codes: { length: 10 } } })
  expect(await text('factors')).toContain('Authenticator app')
  expect(await acts.beginPasskey('passkey')).toMatchObject({ ok: true, value: { rp: { id: 'localhost' } } })
  jar.clear()
  const { proveCode, askPasskey } = await import('./factor/actions')
  expect(await text('factor')).toBe('→ /sign-in?next=%2F')
  expect(await proveCode({ code: '123456' })).toMatchObject({ ok: false, problem: { code: 'sign_in_failed' } })
  expect(await enter({ token: await mailedLink(person.id, 'SIGN_IN') })).toEqual({
    ok: true,
    value: { next: '/sign-in/factor' },
  })
  expect(await text('account')).toBe('→ /sign-in?next=%2F')
  expect(await text('factor')).toContain('Code of your app')
  expect(await askPasskey('passkey')).toMatchObject({ ok: true, value: { userVerification: 'required' } })
  const next = app.generate({ timestamp: Date.now() + 30_000 })
  expect(await proveCode({ code: next })).toMatchObject({ ok: true })
  expect(await text('account')).toContain(`${person.email}, researcher`)
  expect(await text('factor')).toBe('→ /sign-in?next=%2F')
})
