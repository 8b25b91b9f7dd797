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
