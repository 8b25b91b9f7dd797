import { expect, test } from 'vitest'
import { generatePassword } from './password'
import { isEasy, requireGoodPassword } from './require-good-password'

const OWNER = { name: 'Dana Okafor', email: 'dana.okafor@uni.example' }

test.each([
  'password12',
  'Password2024!',
  '!!password!!',
  'qwertyuiop',
  '1q2w3e4r5t6y',
  '1234567890',
  '0987654321',
  'abcdefghijkl',
  'passwordpassword',
  'aaaaaaaaaa',
  'abababababab',
  'abcabcabcabc',
  '          ',
  '\u3000\u3000\u3000\u3000\u3000\u3000\u3000\u3000\u3000\u3000',
  '!@!@!@!@!@',
  'Dana.Okafor@uni.example',
  'dana.okafor1',
  'Dana Okafor',
  'DanaOkafor99',
  'Evenhand12',
  'Evenhand 2026!',
  'ｐａｓｓｗｏｒｄ１２',
])('%j is refused', (password) => {
  expect(isEasy(password, OWNER)).toBe(true)
  expect(() => requireGoodPassword(password, OWNER)).toThrow(
    expect.objectContaining({ code: 'invalid', fields: { password: [expect.stringContaining('too easy')] } }),
  )
})

test.each([
  'correct horse battery staple',
  'ten letters',
  'the new one!',
  'a password for the tests',
  'Elefant-Regenschirm-7',
  '바다에서 만난 고양이 열두 마리',
  'dana likes marmalade',
  '7331-9042-1856',
  'x'.repeat(3) + generatePassword(),
])('%j is taken', (password) => {
  expect(isEasy(password, OWNER)).toBe(false)
})

test('what the site makes itself is taken, and a name of one letter or none keeps nothing out', () => {
  for (let i = 0; i < 200; i++) expect(isEasy(generatePassword(), OWNER)).toBe(false)
  expect(isEasy('a quiet harbour', { name: 'a', email: 'a@b.example' })).toBe(false)
  expect(isEasy('a quiet harbour', { name: '🙂', email: '@' })).toBe(false)
})
