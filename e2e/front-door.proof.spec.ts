import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { request } from 'node:http'
import path from 'node:path'
import { makeActor } from '@/lib/testing/fixtures'
import { freePort } from '../scripts/postgres.mjs'
import { expect, test } from './fixtures'

const HOME = 'https://evenhand.example'

type Answer = { status: number; headers: Record<string, string | string[] | undefined>; text: string }
type Ask = { method?: string; path: string; headers?: Record<string, string>; body?: string }

/** One request as it stands: neither cookies nor headers of its own. */
function send(address: string, { method = 'GET', path, headers = {}, body = '' }: Ask): Promise<Answer> {
  const { hostname, port } = new URL(address)
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, method, path, headers }, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (chunk) => (text += chunk))
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }))
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

function cookiesOf({ headers }: Answer): string[] {
  return [headers['set-cookie'] ?? []].flat()
}

/** Tries to sign in with a wrong password, as a client that names another address each time. */
async function guess(address: string, email: string, attempt: number): Promise<string> {
  const first = await send(address, { path: '/api/auth/csrf' })
  const cookie = cookiesOf(first)
    .map((each) => each.split(';')[0])
    .join('; ')
  const form = { csrfToken: JSON.parse(first.text).csrfToken, email, password: 'wrong', json: 'true' }
  const headers = {
    cookie,
    'content-type': 'application/x-www-form-urlencoded',
    'x-forwarded-for': `10.9.9.${attempt}`,
    'x-evenhand-client': `mark 10.9.9.${attempt}`,
  }
  const body = new URLSearchParams(form).toString()
  return (await send(address, { method: 'POST', path: '/api/auth/callback/credentials', headers, body })).text
}

/** `npx next start`, where people come by https. */
async function serve(): Promise<{ address: string; process: ChildProcess; output: () => string }> {
  const port = await freePort()
  const next = path.resolve(import.meta.dirname, '../node_modules/next/dist/bin/next')
  const child = spawn(process.execPath, [next, 'start', '-p', String(port), '-H', '127.0.0.1'], {
    cwd: path.resolve(import.meta.dirname, '..'),
    env: { ...process.env, NEXTAUTH_URL: HOME, NODE_OPTIONS: '', NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  await expect.poll(() => output, { timeout: 200_000 }).toContain('Ready')
  // Next says so as soon as it listens. It holds what comes until the door stands, and what it held was never met there.
  await send(`http://127.0.0.1:${port}`, { path: '/api/health' })
  return { address: `http://127.0.0.1:${port}`, process: child, output: () => output }
}

let served: Awaited<ReturnType<typeof serve>>
let both: string[]
test.beforeAll(async () => {
  test.setTimeout(300_000)
  served = await serve()
  both = [served.address, process.env.NEXTAUTH_URL ?? '']
})
test.afterAll(async () => {
  const ended = new Promise((resolve) => served.process.once('exit', resolve))
  served.process.kill('SIGTERM')
  await ended
})

test('whoever names another address each time is stopped, however the app is served', async () => {
  test.setTimeout(300_000)
  for (const address of both) {
    const email = `${randomUUID()}@example.org`
    const answers: string[] = []
    for (let attempt = 1; attempt <= 6; attempt++) answers.push(await guess(address, email, attempt))
    const stopped = answers.map((answer) => answer.includes('too_many_attempts'))
    expect(stopped, address).toEqual([false, false, false, false, false, true])
  }
})

test('where people come by https every answer insists on it, and cookies are bound to the host', async () => {
  for (const place of ['/sign-in', '/api/health', '/api/auth/csrf', '/favicon.svg'])
    expect((await send(served.address, { path: place })).headers['strict-transport-security'], place).toBe(
      'max-age=63072000',
    )
  const cookies = cookiesOf(await send(served.address, { path: '/api/auth/csrf' }))
  const names = ['__Host-next-auth.callback-url', '__Host-next-auth.csrf-token']
  expect(cookies.map((cookie) => cookie.split('=')[0]).sort()).toEqual(names)
  for (const cookie of cookies) expect(cookie).toMatch(/; Path=\/; .*HttpOnly; Secure; SameSite=Lax$/)
  const languageWith = async (cookie: string) =>
    /<html[^>]* lang="(\w+)"/.exec((await send(served.address, { path: '/sign-in', headers: { cookie } })).text)?.[1]
  expect(await languageWith('__Host-evenhand-language=ko')).toBe('ko')
  expect(await languageWith('evenhand-language=ko')).toBe('en')
})

test('every answer says what browsers may do with it, and each page has a policy of its own', async () => {
  for (const address of both) {
    const page = await send(address, { path: '/sign-in' })
    const [script] = page.text.match(/\/_next\/static\/[^"']+\.js/) ?? []
    const policy = String(page.headers['content-security-policy'])
    expect(policy).toMatch(/^default-src 'self'; script-src 'self' 'nonce-[\w+/]{22}=='.*; base-uri 'none'/)
    expect(policy).not.toContain("default-src 'none'")
    const others = [script ?? '', '/favicon.svg', '/_next/static/none.js', '/api/health', '/api/none', '/api/auth/csrf']
    const refused = { method: 'TRACE', path: '/' }
    const answers = await Promise.all([...others.map((path) => send(address, { path })), send(address, refused)])
    for (const [index, { headers }] of answers.entries())
      expect(headers['content-security-policy'], others[index]).toMatch(
        /^default-src 'none'; .*base-uri 'none'.*frame-ancestors 'none'$/,
      )
    for (const { headers } of [page, ...answers])
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      })
  }
})

test('nothing that a session is needed for is kept by a cache', async ({ page, signIn }) => {
  await signIn(page, (await makeActor('ADMIN')).id)
  for (const place of ['/', '/account', '/admin/people', '/studies/new', '/none', '/api/none', '/api/designs'])
    expect((await page.request.get(place)).headers()['cache-control'], place).toContain('no-store')
})

test('what Next would fail on is refused at the door, and leaves one line of its own in the log', async () => {
  const state = { 'next-router-state-tree': '%7B' }
  for (const address of both)
    for (const place of ['/', '/sign-in', '/api/health', '/annotate/x']) {
      expect((await send(address, { method: 'TRACE', path: place })).status, place).toBe(405)
      expect((await send(address, { path: place, headers: state })).status, place).toBe(400)
    }
  expect(served.output()).not.toMatch(/TRACE|could not be parsed| {4}at /)
  const lines = served.output().match(/\{.*"security":"turned-away".*\}/g) ?? []
  expect(lines.map((line) => JSON.parse(line))).toContainEqual(
    expect.objectContaining({ status: 405, path: '/annotate/x', network: '127.0.0.0/24' }),
  )
})

test('a page of another site cannot have a browser change anything here, whichever way it says where it is', async () => {
  const elsewhere: Record<string, string>[] = [
    { 'sec-fetch-site': 'cross-site' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
  ]
  for (const headers of elsewhere)
    for (const place of ['/account', '/sign-in', '/api/designs', '/api/auth/signout']) {
      const answer = await send(both[1] ?? '', {
        method: 'POST',
        path: place,
        headers: { 'next-action': 'x', ...headers },
      })
      expect(answer.status, `${place} ${JSON.stringify(headers)}`).toBe(403)
    }
})

test('who is signed in already goes where the link says, whatever letters it has', async ({ page, signIn }) => {
  await signIn(page, (await makeActor('ANNOTATOR')).id)
  const answer = await page.request.get(`/sign-in?next=${encodeURIComponent('/한국?x=é')}`, { maxRedirects: 0 })
  expect([answer.status(), answer.headers().location]).toEqual([307, '/%ED%95%9C%EA%B5%AD?x=%C3%A9'])
})
