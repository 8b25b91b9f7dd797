import { afterEach, expect, test, vi } from 'vitest'
import { catalogueOf } from './catalogue'
import { compileAll } from './compile'
import { pseudo } from './pseudo'
import { translator } from './translator'

afterEach(() => vi.unstubAllEnvs())

test('a message is longer by two fifths, accented and in brackets; what it is filled in with stays', () => {
  expect(pseudo('Judge {now, number} of {total}')).toBe('⟦Jûdgé {now, number} öf {total} ~~~~⟧')
  const grown = pseudo('A text of some length, of which nothing is filled in.')
  expect(grown.length).toBeGreaterThan(1.4 * 'A text of some length, of which nothing is filled in.'.length)
})

test('choices are still choices, each of its own words', () => {
  const messages = compileAll({ left: pseudo('{n, plural, one {# pair} other {# pairs}} left') }, 'de')
  const say = translator('de', messages)
  expect(say('left', { n: 1 })).toMatch(/^⟦1 påîr léft [ ~]+⟧$/)
  expect(say('left', { n: 2000 })).toMatch(/^⟦2\.000 påîrs léft [ ~]+⟧$/)
})

test('it stands in the place of a language only where the environment says so', () => {
  expect(catalogueOf('de').desk.strip.keys).toBe('Tasten')
  vi.stubEnv('EVENHAND_PSEUDO_LANGUAGE', 'de')
  expect(catalogueOf('de').desk.strip.keys).toMatch(/^⟦Kéýs ~+⟧$/)
  expect(catalogueOf('en').desk.strip.keys).toBe('Keys')
})
