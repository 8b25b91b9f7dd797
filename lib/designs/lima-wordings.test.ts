import { expect, test } from 'vitest'
import { LANGUAGES } from '@/lib/i18n/languages'
import ko from '@/lib/i18n/messages/ko.json'
import { blankDesign } from './blank-design'
import { inLimaWords, LIMA_WORDINGS, limaSource } from './lima-wordings'
import { LIMA_WORDING } from './schema'

test('LIMA’s question is there in every language of the annotators’ screens', () => {
  expect(Object.keys(LIMA_WORDINGS)).toEqual(Object.keys(LANGUAGES))
})

test('a translation changes words alone: the scale and further questions stay', () => {
  const second = { question: 'Which is safer?', scale: 'FIVE' as const, labels: {} }
  const design = { ...blankDesign(), criteria: [...blankDesign().criteria, second] }
  const korean = { ...design, ...inLimaWords(design, 'ko') }
  expect(korean.criteria[1]).toEqual(second)
  expect(korean.criteria[0]?.scale).toBe('THREE')
  expect(Object.keys(korean.criteria[0]?.labels ?? {})).toEqual(Object.keys(design.criteria[0]?.labels ?? {}))
  expect(inLimaWords(korean, 'en')).toEqual({ framing: design.framing, criteria: design.criteria })
})

test('the answers are called as the Korean screen calls them', () => {
  expect(LIMA_WORDINGS.ko.labels.A).toContain(ko.answer.a)
  expect(LIMA_WORDINGS.ko.labels.B).toContain(ko.answer.b)
})

test('the source is named for LIMA’s words and their translation, and for no others', () => {
  expect(limaSource(LIMA_WORDING.framing, LIMA_WORDING.question)).toBe(LIMA_WORDING.source)
  const { framing, question } = LIMA_WORDINGS.ko
  expect(limaSource(framing, question)).toBe(`${LIMA_WORDING.source} Korean translation by Evenhand.`)
  expect(limaSource(framing, LIMA_WORDING.question)).toBe('')
  expect(limaSource('', undefined)).toBe('')
})
