import { createHash, randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'

const LETTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const PREFIX = 'evh_'
/** 256 bits in base 62. */
const RANDOM_LETTERS = 43
const CHECK_LETTERS = 6
const FORM = new RegExp(`^${PREFIX}[0-9A-Za-z]{${RANDOM_LETTERS + CHECK_LETTERS}}$`)

/** A new token: 256 random bits behind a prefix, with a checksum, so that programs that look for leaked ones know it. */
export function makeSecret(): string {
  const random = inLetters(BigInt(`0x${randomBytes(32).toString('hex')}`), RANDOM_LETTERS)
  return `${PREFIX}${random}${checksum(random)}`
}

/** Whether a word can be a token of ours: most of what is none is told without asking the database. */
export function looksLikeSecret(word: string): boolean {
  if (!FORM.test(word)) return false
  const body = word.slice(PREFIX.length)
  return checksum(body.slice(0, RANDOM_LETTERS)) === body.slice(RANDOM_LETTERS)
}

/** Under which a token is kept. It has 256 random bits: a slow hash would add nothing. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}

function checksum(random: string): string {
  return inLetters(BigInt(crc32(random)), CHECK_LETTERS)
}

function inLetters(number: bigint, length: number): string {
  let rest = number
  let letters = ''
  while (letters.length < length) {
    letters = LETTERS[Number(rest % 62n)] + letters
    rest /= 62n
  }
  return letters
}
