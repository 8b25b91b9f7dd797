import { expect, test } from 'vitest'
import { isFromHere } from './same-origin'

const HOME = 'https://evenhand.example'
const post = (headers: Record<string, string>) => ({ method: 'POST', headers })

test.each([
  [true, { 'sec-fetch-site': 'same-origin' }],
  [true, { 'sec-fetch-site': 'same-origin', origin: 'null' }],
  [false, { 'sec-fetch-site': 'cross-site', origin: HOME }],
  [false, { 'sec-fetch-site': 'same-site' }],
  [false, { 'sec-fetch-site': 'garbage' }],
  [true, {}],
  [true, { origin: HOME }],
  [true, { origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000' }],
  [true, { origin: 'https://lab.example', host: 'inside:3000', 'x-forwarded-host': 'lab.example' }],
  [false, { origin: 'https://evil.example', host: 'evenhand.example' }],
  [false, { origin: 'https://evenhand.example.evil.example', host: 'evenhand.example' }],
  [false, { origin: 'http://evenhand.example:8080', host: 'evenhand.example' }],
  [false, { origin: 'null', host: 'evenhand.example' }],
  [false, { origin: '', host: 'evenhand.example' }],
])('%s for what comes with %o', (here, headers) => {
  expect(isFromHere(post(headers as Record<string, string>), HOME)).toBe(here)
})

test('whoever only reads may come from anywhere', () => {
  const headers = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }
  for (const method of ['GET', 'HEAD']) expect(isFromHere({ method, headers }, HOME)).toBe(true)
  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'])
    expect(isFromHere({ method, headers }, HOME)).toBe(false)
})
