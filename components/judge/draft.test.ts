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

const ANSWERS = [{ criterion: 'better', turn: 0, choice: 'A' }]

const of = (assignmentId: string, person = 'ines') => ({ person, assignmentId })

test('a begun answer is there again, an empty one is not kept', () => {
  const store = storage()
  const draft = { answers: ANSWERS, rationale: 'It “says” why.' }
  writeDraft(of('a'), draft, 1, store)
  expect(readDraft(of('a'), store)).toEqual(draft)
  expect(readDraft(of('b'), store)).toEqual(EMPTY)
  writeDraft(of('a'), EMPTY, 2, store)
  expect(Object.keys(store)).toEqual([])
})

test('what one person has begun is not there for another, who may be given the same pair', () => {
  const store = storage()
  const draft = { answers: ANSWERS, rationale: 'Mine.' }
  writeDraft(of('a'), draft, 1, store)
  expect(readDraft(of('a', 'joon'), store)).toEqual(EMPTY)
  writeDraft(of('a', 'joon'), { answers: [], rationale: 'His.' }, 2, store)
  expect(readDraft(of('a'), store)).toEqual(draft)
})

test('what is not a draft is none, and without storage nothing breaks', () => {
  const store = storage()
  store.setItem('evenhand:draft:ines:a', '{"answers":3}')
  expect(readDraft(of('a'), store)).toEqual(EMPTY)
  expect(readDraft(of('a'), null)).toEqual(EMPTY)
  writeDraft(of('a'), { answers: ANSWERS, rationale: '' }, 1, null)
})

test('of a draft that knew its questions by their place the reason is kept', () => {
  const store = storage()
  store.setItem('evenhand:draft:ines:a', '{"choices":["A"],"rationale":"Shorter.","at":1}')
  expect(readDraft(of('a'), store)).toEqual({ answers: [], rationale: 'Shorter.' })
})

test('drafts are forgotten after a week, other keys never', () => {
  const store = storage()
  const week = 7 * 24 * 3_600_000
  store.setItem('evenhand:keys', 'off')
  store.setItem('evenhand:draft:broken', 'x')
  writeDraft(of('old'), { answers: ANSWERS, rationale: '' }, 0, store)
  writeDraft(of('new'), { answers: ANSWERS, rationale: '' }, 1, store)
  dropOldDrafts(week, store)
  expect(Object.keys(store).sort()).toEqual(['evenhand:draft:ines:new', 'evenhand:keys'])
})
