import { expect, test } from 'vitest'
import { sameSitePath } from './same-site-path'

test.each(['/', '/annotate/1?x=1#y', '/studies/a%2F%2Fb', '/join/t0ken', '/@evil.example', '/a//b'])(
  '%s is followed',
  (path) => {
    expect(sameSitePath(path)).toBe(path)
    expect(new URL(path, 'https://evenhand.example').host).toBe('evenhand.example')
  },
)

test.each([
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '/\n//evil.example',
  '\t//evil.example',
  'https://evil.example',
  'javascript:alert(1)',
  'evil.example',
  '',
  '/a\\..\\b',
  undefined,
  null,
  ['/a'],
  7,
])('%j is not', (path) => {
  expect(sameSitePath(path)).toBe('/')
})

test.each([
  ['/한국', '/%ED%95%9C%EA%B5%AD'],
  ['/a b', '/a%20b'],
  ['/a%20b?q=é', '/a%20b?q=%C3%A9'],
  ['/\ud800', '/%EF%BF%BD'],
])('%j is followed as a header can hold it, %s', (path, sent) => {
  expect(sameSitePath(path)).toBe(sent)
  expect(new Headers({ location: sent }).get('location')).toBe(sent)
})
