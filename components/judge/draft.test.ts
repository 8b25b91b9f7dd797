import { expect, test } from 'vitest'
import { dropOldDrafts, EMPTY, readDraft, writeDraft } from './draft'

/** As much of a browser's storage as drafts need: its keys are its own. */
function storage(): Storage {
  const methods = {
    getItem(this: Record<string, string>, key: string) {
      return this[key] ?? null
    },
    setItem(this: Record<string, string>, key: string, value: string) {
      this[key] = value
    },
    removeItem(this: Record<string, string>, key: string) {
      delete this[key]
    },
  }
  return Object.create(methods) as Storage
}

test('a begun answer is there again, an empty one is not kept', () => {
  const store = storage()
  const draft = { choices: ['A'], rationale: 'It “says” why.' }
  writeDraft('a', draft, 1, store)
  expect(readDraft('a', store)).toEqual(draft)
  expect(readDraft('b', store)).toEqual(EMPTY)
  writeDraft('a', EMPTY, 2, store)
  expect(Object.keys(store)).toEqual([])
})

test('what is not a draft is none, and without storage nothing breaks', () => {
  const store = storage()
  store.setItem('evenhand:draft:a', '{"choices":3}')
  expect(readDraft('a', store)).toEqual(EMPTY)
  expect(readDraft('a', null)).toEqual(EMPTY)
  writeDraft('a', { choices: ['A'], rationale: '' }, 1, null)
})

test('drafts are forgotten after a week, other keys never', () => {
  const store = storage()
  const week = 7 * 24 * 3_600_000
  store.setItem('evenhand:keys', 'off')
  store.setItem('evenhand:draft:broken', 'x')
  writeDraft('old', { choices: ['A'], rationale: '' }, 0, store)
  writeDraft('new', { choices: ['A'], rationale: '' }, 1, store)
  dropOldDrafts(week, store)
  expect(Object.keys(store).sort()).toEqual(['evenhand:draft:new', 'evenhand:keys'])
})
