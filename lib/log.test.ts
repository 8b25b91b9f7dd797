import { randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { loggedPath, makeLog } from './log'
import { makeSecret } from './tokens/secret'

const token = randomBytes(32).toString('base64url')
const ofScript = makeSecret()
const email = 'mara.lindt+study@example.org'
const hash = `scrypt$32768$8$3$${'A'.repeat(22)}$${'b'.repeat(43)}`

function written(write: (log: ReturnType<typeof makeLog>) => void): string {
  let lines = ''
  write(makeLog({ write: (line) => (lines += line) }))
  return lines
}

test('no line has a token, an e-mail, a password or its hash, wherever it stood', () => {
  const cause = Object.assign(new Error(`duplicate key: (email)=(${email}), (passwordHash)=(${hash})`), {
    detail: `Key (email)=(${email}) exists`,
  })
  const lines = written((log) => {
    log.error({ err: new Error(`no row for ${token}`, { cause }), path: `/join/${token}?email=${email}` }, 'failed')
    log.info({ password: 'pass-1234-word', user: { email, password: 'pass-1234-word' } }, `sent to ${email}`)
    log.info({ headers: { authorization: `Bearer ${ofScript}` } }, `Basic of ${ofScript}`)
    log.warn({ deep: { deeper: [{ link: `https://evenhand.example/join/${token}` }] } })
  })
  for (const secret of [token, ofScript, email, 'mara.lindt', hash, 'pass-1234-word'])
    expect(lines).not.toContain(secret)
  for (const line of lines.trim().split('\n')) JSON.parse(line)
})

test('what tells where something happened stays', () => {
  const id = '0b5f1d3a-9a53-4a3e-8a52-5b3a4f9f7c11'
  expect(written((log) => log.info({ studyId: id, path: `/studies/${id}/results` }))).toContain(
    `/studies/${id}/results`,
  )
})

test.each([
  [`/join/${token}`, '/join/…'],
  ['/join/short?x=1', '/join/…'],
  [`/sign-in/link/${token}`, '/sign-in/link/…'],
  [`/api/reminders/${token}`, '/api/reminders/…'],
  [`/d/${token}/judgments.csv`, '/d/…/judgments.csv'],
  [`/sign-in?next=%2Fjoin%2F${token}`, '/sign-in'],
  ['/admin/people?q=mara@example.org', '/admin/people'],
  ['/', '/'],
])('the path %s is logged as %s', (path, logged) => {
  expect(loggedPath(path)).toBe(logged)
})

test('of no address that a secret opens is the secret logged', () => {
  const folders = readdirSync('app', { recursive: true, encoding: 'utf8' }).filter((each) =>
    /\/\[(token|secret)\]$/.test(each),
  )
  expect(folders.length).toBeGreaterThan(5)
  for (const folder of folders) expect(loggedPath(`/${folder.replace(/\[\w+\]$/, token)}`)).not.toContain(token)
})

test.each(['err', 'error'])('an error logged as `%s` tells what happened', (key) => {
  expect(written((log) => log.error({ [key]: new Error('no figure') }))).toContain('no figure')
})
