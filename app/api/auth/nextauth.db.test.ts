import { expect, test, vi } from 'vitest'

// What comes before it is ours, and may let it have what it reads.
vi.mock('next-auth', () => ({ default: async () => Response.json('asked') }))

const { GET, POST } = await import('./[...nextauth]/route')
const HERE = 'http://localhost:3000'
const JSON_TYPE = { 'content-type': 'application/json' }
const at = (action: string) => ({ params: Promise.resolve({ nextauth: [action] }) })

test('what next-auth’s own client asks before it signs in is answered', async () => {
  // It says of requests without a body that they are JSON.
  for (const action of ['providers', 'csrf', 'session']) {
    const answer = await GET(new Request(`${HERE}/api/auth/${action}`, { headers: JSON_TYPE }), at(action))
    expect(await answer.json(), action).toBe('asked')
  }
})

test('what says that it is JSON and is not is refused by our own words', async () => {
  const sent = { method: 'POST', headers: JSON_TYPE, body: '{"email":' }
  const answer = await POST(new Request(`${HERE}/api/auth/signout`, sent), at('signout'))
  expect([answer.status, answer.headers.get('content-type')]).toEqual([422, 'application/problem+json'])
})
