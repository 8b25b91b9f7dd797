import { expect, test } from 'vitest'
import { AppError, type ErrorCode } from '@/lib/errors'
import { NewPerson, PasswordChange } from '@/lib/people/schema'
import { parseInput } from '@/lib/server/parse-input'
import { LANGUAGE_CODES } from './languages'
import en from './messages/pages/en.json'
import { translateProblem } from './translate-problem'

const HANGUL = /[가-힣]/
const OTHERS = LANGUAGE_CODES.filter((language) => language !== 'en')

test.each(Object.keys(en.problems) as ErrorCode[])(
  '%s is said in every language, in English as in the code',
  (code) => {
    const error = new AppError(code)
    expect(translateProblem(error, 'en')).toEqual(error.toProblem())
    const said = OTHERS.map((language) => translateProblem(error, language))
    expect(said.map((problem) => problem.code)).toEqual(OTHERS.map(() => code))
    expect(new Set([error.message, ...said.map(({ message }) => message)]).size).toBe(LANGUAGE_CODES.length)
    expect(translateProblem(error, 'ko').message).toMatch(HANGUL)
  },
)

const GOOD = { name: 'Ines', email: 'ines@example.org', password: 'a long enough password' }
const LONG = 'x'.repeat(300)

test.each([
  [NewPerson, { name: ' ', email: 'ines', password: 'short' }, ['email', 'name', 'password']],
  [NewPerson, { name: LONG, email: `${LONG}@example.org`, password: LONG }, ['email', 'name', 'password']],
  [NewPerson, { ...GOOD, name: 'two\nlines' }, ['name']],
  [PasswordChange, { current: LONG, password: 'short' }, ['current', 'password']],
])('what is wrong with a field is said in both languages', (schema, input, wrong) => {
  const error = refusal(() => parseInput(schema, input))
  expect(translateProblem(error, 'en')).toEqual(error.toProblem())
  const { fields = {} } = translateProblem(error, 'ko')
  expect(Object.keys(fields).sort()).toEqual(wrong)
  for (const said of Object.values(fields).flat()) expect(said).toMatch(HANGUL)
})

function refusal(run: () => unknown): AppError {
  try {
    run()
  } catch (error) {
    if (error instanceof AppError) return error
    throw error
  }
  throw new Error('nothing was refused')
}
