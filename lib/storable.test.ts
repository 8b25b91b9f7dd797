import { expect, test } from 'vitest'
import { Exclusion } from '@/lib/annotators/schema'
import { UploadInput } from '@/lib/uploads/schema'
import { isStorable } from './storable'

test.each([
  ['plain', true],
  ['two\nlines\tand 👩‍🔬', true],
  ['nul \0', false],
  ['half \ud83e', false],
])('%j can be stored: %s', (text, expected) => {
  expect(isStorable(text)).toBe(expected)
})

const id = '7f0c7a52-3c5b-4a2e-9f3f-0a4d3b1c2d3e'

test('forms name the field that holds what cannot be stored', () => {
  const upload = UploadInput.safeParse({ kind: 'PROMPTS', filename: 'a\0.csv', name: 'Set' })
  expect(upload.error?.issues).toMatchObject([{ path: ['filename'] }])
  const exclusion = Exclusion.safeParse({ studyId: id, annotatorId: id, reason: 'no\0reason' })
  expect(exclusion.error?.issues).toMatchObject([{ path: ['reason'] }])
})
