import { expect, test } from 'vitest'
import { readOidcSettings } from './settings'

const LEAST = {
  OIDC_ISSUER: 'https://id.example/realms/lab',
  OIDC_CLIENT_ID: 'evenhand',
  NEXTAUTH_URL: 'https://evenhand.example',
}

test('without an issuer nobody signs in elsewhere, also where a compose file leaves the variable empty', () => {
  expect(readOidcSettings({ OIDC_CLIENT_ID: 'evenhand' })).toBeNull()
  expect(readOidcSettings({ ...LEAST, OIDC_ISSUER: '' })).toBeNull()
})

test('what is not said is strict', () => {
  expect(readOidcSettings(LEAST)).toMatchObject({
    clientSecret: null,
    scope: 'openid email profile',
    roles: null,
    defaultRole: null,
    signUp: false,
    link: 'confirm',
    logout: false,
    clockToleranceSeconds: 10,
    callback: new URL('https://evenhand.example/api/oidc/callback'),
    issuers: ['https://id.example/realms/lab', 'https://id.example/realms/lab/'],
  })
})

test('groups may hold the signs that separate them from roles', () => {
  const settings = readOidcSettings({
    ...LEAST,
    OIDC_ROLE_CLAIM: 'groups',
    OIDC_ROLE_MAP: 'cn=admins=ADMIN, lab members=RESEARCHER',
    OIDC_ALLOWED_DOMAINS: '@Lab.Example, other.example',
  })
  expect(settings?.roles?.map).toEqual({ 'cn=admins': 'ADMIN', 'lab members': 'RESEARCHER' })
  expect(settings?.domains).toEqual(['lab.example', 'other.example'])
})

test.each([
  [{ OIDC_CLIENT_ID: undefined }, 'OIDC_CLIENT_ID is missing'],
  [{ OIDC_ISSUER: 'id.example' }, 'OIDC_ISSUER must be the https:// address'],
  [{ OIDC_ISSUER: 'http://id.example' }, 'OIDC_ISSUER must be https://'],
  [{ NEXTAUTH_URL: 'http://evenhand.example' }, 'NEXTAUTH_URL must be the https:// address'],
  [{ OIDC_ROLE_MAP: 'lab=BOSS', OIDC_ROLE_CLAIM: 'groups' }, 'OIDC_ROLE_MAP “lab=BOSS” is not a group and a role'],
  [{ OIDC_ROLE_MAP: 'lab=ADMIN' }, 'OIDC_ROLE_CLAIM and OIDC_ROLE_MAP belong together'],
  [{ OIDC_SIGNUP: 'true' }, 'nothing says in which role'],
  [{ OIDC_SIGNUP: 'yes' }, 'OIDC_SIGNUP is true or false'],
  [{ OIDC_LINK: 'always' }, 'OIDC_LINK is confirm, verified or never'],
  [{ OIDC_SCOPE: 'email' }, 'OIDC_SCOPE must contain openid'],
  [{ OIDC_DEFAULT_ROLE: 'ADMIN' }, 'OIDC_DEFAULT_ROLE is ANNOTATOR or not set'],
  [{ OIDC_CLOCK_TOLERANCE: 'some' }, 'OIDC_CLOCK_TOLERANCE is a number'],
])('%j is refused at the start, by name', (wrong, said) => {
  expect(() => readOidcSettings({ ...LEAST, ...wrong })).toThrow(said)
})

test('a provider for trials may be on the same machine', () => {
  const local = { OIDC_ISSUER: 'http://127.0.0.1:4000', NEXTAUTH_URL: 'http://localhost:3000' }
  expect(readOidcSettings({ ...LEAST, ...local })?.issuer.href).toBe('http://127.0.0.1:4000/')
})
