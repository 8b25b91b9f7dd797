import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

/** Open to whoever has the address: signing in, links to join, to files and to results, a redirect, how the app does and which it is, what is said of the API. */
const PUBLIC = [
  '/api/health',
  '/api/ready',
  '/api/version',
  '/sign-in',
  '/sign-in/connect',
  '/sign-in/factor',
  '/sign-in/link',
  '/sign-in/link/:',
  '/reminders/:',
  '/api/reminders/:',
  '/api/oidc/callback',
  '/join/:',
  '/r/:',
  '/r/:/arrive',
  '/api/auth/:',
  '/studies',
  '/docs/api',
  '/llms.txt',
  '/d/:/:',
  '/shared/:',
  '/clients/evenhand.py',
]

/** `studies/[studyId]/(tabs)/results/page.tsx` as `/studies/:/results`. */
function addressOf(file: string): string {
  const parts = path
    .dirname(file)
    .split(path.sep)
    .filter((part) => part !== '.' && !part.startsWith('('))
  return `/${parts.map((part) => (part.startsWith('[') ? ':' : part)).join('/')}`
}

const files = readdirSync('app', { recursive: true, encoding: 'utf8' }).filter((file) =>
  ['page.tsx', 'route.ts'].includes(path.basename(file)),
)
/** The one page that is not in `app`; it asks a route, which has the gate. */
const DESK = '/annotate/:'
const spec = readFileSync('e2e/permissions.spec.ts', 'utf8')
const tested = [...spec.matchAll(/\['(\/[^']*)', /g)].map(([, address]) => address?.replaceAll(/:\w+/g, ':'))

test.each(files.map((file) => [addressOf(file), file]))('who may open %s is tested', (address) => {
  if (!PUBLIC.includes(address)) expect(tested).toContain(address)
})

test.each(files)('%s goes through a gate', (file) => {
  const source = readFileSync(path.join('app', file), 'utf8')
  if (!PUBLIC.includes(addressOf(file)))
    expect(source).toMatch(/\b(pageAccess|sitePageAccess|route|verdictRoute|answerFrom)\(/)
})

test('each address whose opening is tested is there', () => {
  const addresses = new Set([...files.map(addressOf), DESK])
  for (const address of tested) expect(addresses).toContain(address)
})
