import 'server-only'
import { dictionary } from '@zxcvbn-ts/language-common'
import { z } from 'zod'
import { invalidInput } from '@/lib/field-errors'

/** Nearly fifty thousand passwords that people use most, in lower case. */
const COMMON: ReadonlySet<string> = new Set(dictionary['passwords-common'])

/** Digits around a common word that make it no better: password2024. */
const MOST_DIGITS = 5
const FEWEST_LETTERS = 4
const SHORTEST_REPEATED = 6

/** Whose password it is to be. */
type Owner = { name: string; email: string | null }

const EASY =
  'This is too easy to guess: a common password, your name or e-mail, or one that repeats itself. Put together a few words that have nothing to do with each other.'

/**
 * Refuses a password that would be among the first to be guessed.
 * @throws AppError `invalid` at `password`
 */
export function requireGoodPassword(password: string, owner: Owner): void {
  if (!isEasy(password, owner)) return
  throw invalidInput(new z.ZodError([{ code: 'custom', path: ['password'], message: EASY, input: undefined }]))
}

/** Whether a password is a common one, its owner's name or e-mail, or made of next to nothing, give or take some digits. */
export function isEasy(password: string, { name, email }: Owner): boolean {
  const text = password.normalize('NFKC').toLowerCase()
  const unit = unitOf(text)
  if (new Set(unit).size < FEWEST_LETTERS || isRun(unit) || (unit !== text && unit.length < SHORTEST_REPEATED))
    return true
  const bare = squash(unit)
  const word = bare.replace(/^\p{N}+|\p{N}+$/gu, '')
  const forms = [unit, bare, ...(bare.length - word.length <= MOST_DIGITS ? [word] : [])]
  const own = ['evenhand', ...(email ? [email, ...email.split('@')] : []), name, ...name.split(/\s+/)].map(squash)
  return forms.some((form) => form !== '' && (COMMON.has(form) || own.includes(form)))
}

/** Letters and digits alone. */
function squash(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

/** What a text repeats throughout, else the text itself: its length is in its first return to itself. */
function unitOf(text: string): string {
  return text.slice(0, `${text}${text}`.indexOf(text, 1))
}

/** Whether each character is the one after, or before, the last: abcdefghij, 9876543210, 1234567890. */
function isRun(text: string): boolean {
  const codes = [...text].map((letter) => letter.codePointAt(0) ?? 0)
  const steps = codes.slice(1).map((code, index) => code - (codes[index] ?? 0))
  return [1, -1].some((way) => steps.every((step) => step === way || step === -9 * way))
}
