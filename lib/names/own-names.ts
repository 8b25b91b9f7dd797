import type { NameWord } from './kinds'
import { lettersOf } from './lex'

const FEWEST_LETTERS = 3

/** What stands behind a system's name for its size, its training or its release. */
const SUFFIXES = new Set(
  [
    ...[
      'xs',
      's',
      'm',
      'l',
      'xl',
      'xxl',
      'x',
      'large',
      'small',
      'medium',
      'big',
      'mini',
      'micro',
      'nano',
      'tiny',
      'base',
    ],
    ...[
      'pro',
      'plus',
      'max',
      'ultra',
      'lite',
      'light',
      'flash',
      'turbo',
      'instant',
      'hd',
      'one',
      'fast',
      'air',
      'edge',
    ],
    ...[
      'chat',
      'instruct',
      'instruction',
      'it',
      'hf',
      'lm',
      'sft',
      'dpo',
      'ppo',
      'orpo',
      'rlhf',
      'rl',
      'tuned',
      'finetuned',
    ],
    ...[
      'ft',
      'preview',
      'beta',
      'alpha',
      'exp',
      'experimental',
      'latest',
      'final',
      'release',
      'stable',
      'online',
      'rc',
    ],
    ...['thinking', 'reasoning', 'reasoner', 'vision', 'text', 'code', 'coder', 'dense', 'moe', 'distill', 'quantized'],
    ...['awq', 'gptq', 'gguf', 'ggml', 'bnb', 'greedy', 'sampled', 'os', 'next', 'new'],
    ...[
      '라지',
      '스몰',
      '미디엄',
      '미니',
      '마이크로',
      '나노',
      '베이스',
      '프로',
      '플러스',
      '맥스',
      '울트라',
      '라이트',
      '플래시',
    ],
    ...['터보', '챗', '채팅', '인스트럭트', '프리뷰', '베타', '알파', '에센스', '최신', '버전'],
  ].map((word) => word.normalize('NFC')),
)
/** 7b, 8x7B, v2, 0.3, 2024, q4, q8_0, fp16, 4k, rc1, o1: sizes, versions, dates, bits. */
const NUMBER = /^(?:v|r|q|k|fp|bf|int|rc|exp|ckpt|step|epoch)?\d[\dx.]*(?:[kmbt]|bit|hd|th|st|nd|rd|o)?$/iu
const PARTS = /[\s\p{Pd}_/:]+|\.(?!\d)/gu

/**
 * What a system may be called in a text: by its whole name, by what stands before its settings, and by that without
 * sizes, versions, dates and kinds of training, one after the other: “LIMA 65B Chat, T=0.7” is also “LIMA 65B Chat”,
 * “LIMA 65B” and “LIMA”. Names of one or two letters are looked for by nobody: they are in every text.
 */
export function ownNames(systems: readonly string[]): NameWord[] {
  const words = systems.flatMap((name) => {
    const head = name.split(/[,;(@]|:\s/)[0] ?? name
    const model = head.slice(head.lastIndexOf('/') + 1)
    return [name, head, ...shortened(model)].map((word) => word.trim())
  })
  return [...new Set(words)]
    .filter((word) => lettersOf(word).replace(/\d/g, '').length > 0 && lengthOf(word) >= FEWEST_LETTERS)
    .map((word) => ({ word, kind: 'SYSTEM' }))
}

/** The name, and each time one part less, as long as the last part is no part of its own. */
function shortened(name: string): string[] {
  const names = [name]
  let rest = name
  for (let cut = lastPart(rest); cut; cut = lastPart(rest)) {
    rest = cut
    names.push(rest)
  }
  // A number that is glued to the name, as in DaVinci003.
  const bare = rest.replace(/(?<=\p{L}{2})v?\d[\d.]*\p{L}?$/u, '')
  return bare === rest ? names : [...names, bare]
}

/** The name without its last part, if that says only which of several systems of one name it is. */
function lastPart(name: string): string | null {
  const parts = [...name.matchAll(PARTS)]
  const cut = parts.findLast(({ index, 0: sign }) => index > 0 && index + sign.length < name.length)
  if (!cut) return null
  const last = name.slice(cut.index + cut[0].length).replace(/[^\p{L}\p{N}]+$/u, '')
  const rest = name.slice(0, cut.index)
  // “Large Base” is no name without its last part: “large” is in every text.
  return isSuffix(last) && !isSuffix(rest) ? rest : null
}

function isSuffix(part: string): boolean {
  return NUMBER.test(part) || SUFFIXES.has(part.toLowerCase().normalize('NFC'))
}

/** A syllable or ideograph says as much as two letters. */
function lengthOf(word: string): number {
  return [...word].reduce(
    (sum, char) => sum + (/[\p{sc=Han}\p{sc=Hangul}]/u.test(char) ? 2 : /[\p{L}\p{N}]/u.test(char) ? 1 : 0),
    0,
  )
}
