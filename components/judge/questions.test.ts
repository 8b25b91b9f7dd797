import { expect, test } from 'vitest'
import type { DeskCriterion, DeskPair } from '@/lib/judgments/schema'
import { exchangesOf } from './exchanges'
import { answersInOrder, choiceOf, isSameAs, questionsOf, withAnswer } from './questions'

const options = ['FAIL', 'PASS'].map((code) => ({ code, label: code, anchor: '' }))
const criterion = (id: string, unit: DeskCriterion['unit']): DeskCriterion => ({ id, question: id, unit, options })
const said = (...roles: ('user' | 'assistant')[]) => roles.map((role) => ({ role, html: role }))
const response = (left: ReturnType<typeof said>): DeskPair => ({
  ...{ assignmentId: 'a', isPractice: false, warned: false, prompt: [], left, right: null },
})
const dialogue = response(said('assistant', 'user', 'assistant', 'user', 'user', 'assistant'))
const names = (questions: ReturnType<typeof questionsOf>) =>
  questions.map(({ criterion, turn }) => `${criterion.id} ${turn}`)
const answer = (criterion: string, turn: number, choice = 'PASS') => ({ criterion, turn, choice })

test('each turn of the assistant is asked about with all questions that are of turns, then the whole', () => {
  const criteria = [criterion('all', 'RESPONSE'), criterion('good', 'TURN'), criterion('safe', 'TURN')]
  expect(names(questionsOf(criteria, dialogue))).toEqual([
    ...['good 1', 'safe 1', 'good 2', 'safe 2', 'good 3', 'safe 3', 'all 0'],
  ])
  expect(names(questionsOf(criteria.slice(0, 1), dialogue))).toEqual(['all 0'])
  expect(names(questionsOf(criteria, null))).toEqual(['all 0'])
})

test('what was begun goes on at the first question without a known answer', () => {
  const questions = questionsOf([criterion('good', 'TURN')], dialogue)
  const kept = [answer('good', 2), answer('good', 1, 'FAIL'), answer('other', 3)]
  expect(answersInOrder(questions, kept)).toEqual([kept[1], kept[0]])
  expect(answersInOrder(questions, kept.slice(0, 1))).toEqual([])
  expect(answersInOrder(questions, [answer('good', 1, 'GONE')])).toEqual([])
})

test('an answer is added at the end, or changed where it stands', () => {
  const [first, second] = questionsOf([criterion('good', 'TURN')], dialogue)
  if (!first || !second) throw new Error('no questions')
  const two = withAnswer(withAnswer([], first, 'FAIL'), second, 'PASS')
  expect(withAnswer(two, first, 'PASS')).toEqual([answer('good', 1), answer('good', 2)])
  expect([choiceOf(two, first), choiceOf([], first)]).toEqual(['FAIL', undefined])
})

test('what is said again is told from what was changed', () => {
  const given = { answers: [answer('good', 1), answer('good', 2)], rationale: 'Because.' }
  expect(isSameAs(given, { ...given, answers: [...given.answers].reverse() })).toBe(true)
  expect(isSameAs(given, { ...given, rationale: '' })).toBe(false)
  expect(isSameAs(given, { ...given, answers: given.answers.slice(1) })).toBe(false)
  expect(isSameAs(given, { ...given, answers: [answer('good', 1), answer('good', 2, 'FAIL')] })).toBe(false)
})

test('a dialogue comes by answers, each with what was said before it', () => {
  expect(exchangesOf(dialogue.left)).toEqual([
    { turn: 1, from: 0, until: 1 },
    { turn: 2, from: 1, until: 3 },
    { turn: 3, from: 3, until: 6 },
  ])
  expect(exchangesOf(said('user', 'assistant', 'user'))).toEqual([
    { turn: 1, from: 0, until: 2 },
    { turn: 0, from: 2, until: 3 },
  ])
  expect(exchangesOf([])).toEqual([])
})
