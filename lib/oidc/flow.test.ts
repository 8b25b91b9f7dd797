import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { finishSignOn } from './flow'
import { type OidcSettings, readOidcSettings } from './settings'

// A provider that says whatever a test wants: what a real one cannot be brought to. The real one is in sign-on.db.test.ts.
const { publicKey, privateKey } = await generateKeyPair('RS256')
const foreign = await generateKeyPair('RS256')
const ERRAND = { state: 'the state', nonce: 'the nonce', verifier: 'v'.repeat(43), next: '/', userId: null }

let server: Server
let issuer: string
let idToken = ''

beforeAll(async () => {
  server = createServer(async (request, response) => {
    const bodies: Record<string, unknown> = {
      '/.well-known/openid-configuration': {
        ...{ issuer, authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token` },
        ...{ jwks_uri: `${issuer}/keys`, authorization_response_iss_parameter_supported: true },
      },
      '/keys': { keys: [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }] },
      '/token': { access_token: 'x', token_type: 'bearer', id_token: idToken },
    }
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(bodies[request.url ?? '']))
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => new Promise((closed) => server.close(closed)))

const now = () => Math.floor(Date.now() / 1000)

function payload(more: JWTPayload = {}): JWTPayload {
  return { iss: issuer, sub: 'u-1', aud: 'evenhand', iat: now(), exp: now() + 60, nonce: ERRAND.nonce, ...more }
}

async function sign(claims: JWTPayload, key = privateKey): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'one' }).sign(key)
}

async function finish(token: string, iss = issuer): Promise<string> {
  idToken = token
  const settings = readOidcSettings({ OIDC_ISSUER: issuer, OIDC_CLIENT_ID: 'evenhand' }) as OidcSettings
  const query = `?${new URLSearchParams({ code: 'a code', state: ERRAND.state, iss })}`
  return finishSignOn(settings, query, ERRAND).then(
    ({ signOn }) => signOn.subject,
    (error) => error.code,
  )
}

test('what the provider signed is believed', async () => {
  expect(await finish(await sign(payload()))).toBe('u-1')
})

test('clocks may differ by some seconds, and by no more', async () => {
  expect(await finish(await sign(payload({ iat: now() - 60, exp: now() - 5 })))).toBe('u-1')
  expect(await finish(await sign(payload({ iat: now() - 90, exp: now() - 30 })))).toBe('sign_on_failed')
  expect(await finish(await sign(payload({ nbf: now() + 5 })))).toBe('u-1')
  expect(await finish(await sign(payload({ nbf: now() + 120 })))).toBe('sign_on_failed')
})

test('what is for others, of others, or signed by others is refused', async () => {
  expect(await finish(await sign(payload({ aud: 'another client' })))).toBe('sign_on_failed')
  expect(await finish(await sign(payload({ aud: ['evenhand', 'another'], azp: 'another' })))).toBe('sign_on_failed')
  expect(await finish(await sign(payload({ iss: 'https://id.example' })))).toBe('sign_on_failed')
  expect(await finish(await sign(payload({ nonce: 'another' })))).toBe('sign_on_failed')
  expect(await finish(await sign(payload()), 'https://id.example')).toBe('sign_on_failed')
  expect(await finish(await sign(payload(), foreign.privateKey))).toBe('sign_on_failed')
  expect(await finish(new UnsecuredJWT(payload()).encode())).toBe('sign_on_failed')
  expect(await finish('no token')).toBe('sign_on_failed')
})
