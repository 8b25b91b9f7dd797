import { expect, test } from 'vitest'
import { hasGroups, readClaims } from './claims'

const CLAIMS = { iss: 'https://id.example', sub: 'u-1', email: ' Ines@Lab.Example', email_verified: true, name: 'Ines' }
const roles = { claim: 'realm_access.roles', map: { admins: 'ADMIN', lab: 'RESEARCHER', crowd: 'ANNOTATOR' } } as const

test('an e-mail counts as accounts are known by it, and only when it was verified', () => {
  expect(readClaims(CLAIMS, { roles: null })).toEqual({
    ...{ issuer: 'https://id.example', subject: 'u-1', name: 'Ines', email: 'ines@lab.example', role: null },
  })
  for (const email_verified of [false, undefined, 'false', 1, null])
    expect(readClaims({ ...CLAIMS, email_verified }, { roles: null }).email).toBeNull()
  expect(readClaims({ ...CLAIMS, email_verified: 'true' }, { roles: null }).email).toBe('ines@lab.example')
  expect(readClaims({ ...CLAIMS, email: 'no e-mail' }, { roles: null }).email).toBeNull()
})

test('groups are found by a path or by the whole name of a claim, as one or several', () => {
  const role = (claims: object, claim: string = roles.claim) =>
    readClaims({ ...CLAIMS, ...claims }, { roles: { ...roles, claim } }).role
  expect(role({ realm_access: { roles: ['crowd', 'lab', 'x'] } })).toBe('RESEARCHER')
  expect(role({ 'https://lab.example/groups': 'admins' }, 'https://lab.example/groups')).toBe('ADMIN')
  expect(role({ realm_access: { roles: ['constructor', 7, null] } })).toBeNull()
  expect(role({ realm_access: null })).toBeNull()
  expect(role({}, '__proto__.x')).toBeNull()
  expect(hasGroups(CLAIMS, { roles })).toBe(false)
  expect(hasGroups(CLAIMS, { roles: null })).toBe(true)
})

test('whoever is named by nothing that can be a name is somebody', () => {
  const named = (claims: object) => readClaims({ ...CLAIMS, name: undefined, ...claims }, { roles: null }).name
  expect(named({ preferred_username: 'ines\n' })).toBe('ines')
  expect(named({})).toBe('ines@lab.example')
  expect(named({ email: undefined, name: 7 })).toBe('Somebody')
  expect(named({ name: 'x'.repeat(500) })).toHaveLength(100)
})

test.each([{ sub: '' }, { sub: undefined }, { iss: 7 }])('claims that name nobody are refused: %j', (wrong) => {
  expect(() => readClaims({ ...CLAIMS, ...wrong }, { roles: null })).toThrow(
    expect.objectContaining({ code: 'sign_on_failed' }),
  )
})
