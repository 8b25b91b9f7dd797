import { expect, test } from 'vitest'
import { arrivalPath } from './arrival-path'

const of = (method: string, url: string, headers = {}) => arrivalPath({ method, url, headers })

test('who comes with parameters is led to the route that takes them out of the address', () => {
  expect(of('GET', '/r/abc?PROLIFIC_PID=1&x=%25')).toBe('/r/abc/arrive?PROLIFIC_PID=1&x=%25')
  expect(of('HEAD', '/r/abc?a=1')).toBe('/r/abc/arrive?a=1')
})

test.each([
  ['GET', '/r/abc'],
  ['GET', '/r/abc?'],
  ['POST', '/r/abc?a=1'],
  ['GET', '/r/abc/arrive?a=1'],
  ['GET', '/reports?a=1'],
  ['GET', '/x/r/abc?a=1'],
  ['GET', '/r/?a=1'],
])('%s %s goes where it says', (method, url) => {
  expect(of(method, url)).toBeNull()
})

test('what Next’s own client asks of the page is no arrival', () => {
  expect(of('GET', '/r/abc?_rsc=1', { rsc: '1' })).toBeNull()
})
