/** Scripts that set no spaces between words: each sign is a word of its own. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hangul}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Mymr}]/u
/** Nothing to see: zero-width and bidi signs, variation selectors, accents. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Mn}\p{Me}\p{Cf}]/u
/** Emphasis and code in Markdown, which vanish from the page. */
const MARKS = new Set([...'*~`'].map((sign) => sign.charCodeAt(0)))
const AMPERSAND = 38
const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(?:shy|zwj|zwnj|lrm|rlm|NoBreak|ZeroWidthSpace));/iy

/** Letters of other scripts that look like Latin ones, each with the letter it looks like. */
const LOOKS_LIKE = new Map(
  [
    ...['аa', 'ӓa', 'ԁd', 'еe', 'ҽe', 'һh', 'нh', 'іi', 'јj', 'кk', 'ӏl', 'мm', 'оo', 'рp', 'ԛq', 'ѕs', 'тt', 'ѵv'],
    ...['вb', 'сc', 'ԝw', 'хx', 'уy', 'үy', 'ɡg', 'ɑa', 'ıi', 'ɪi', 'ʟl', 'ɴn', 'ʀr', 'ᴀa', 'ʙb', 'ᴄc', 'ᴅd', 'ᴇe'],
    ...['αa', 'βb', 'εe', 'ηn', 'ιi', 'κk', 'νv', 'οo', 'ρp', 'τt', 'υu', 'χx', 'γy', 'ϲc', 'μm', 'ζz', 'ϳj', 'ωw'],
    ...[
      'ɢg',
      'ʜh',
      'ᴊj',
      'ᴋk',
      'ᴍm',
      'ᴏo',
      'ᴘp',
      'ᴛt',
      'ᴜu',
      'ᴠv',
      'ᴡw',
      'ʏy',
      'ᴢz',
      'օo',
      'սu',
      'հh',
      'ոn',
      'ցg',
      'ӧo',
    ],
  ].map(([other, latin]) => [other, latin] as [string, string]),
)

type Kind = 'letter' | 'digit' | 'sign' | 'gap'
type Sign = { code: number; kind: Kind }

const known = new Map<number, readonly Sign[]>()

/** What a character counts as: nothing where it cannot be seen, several signs where it is a ligature. */
function signsOf(point: number): readonly Sign[] {
  const cached = known.get(point)
  if (cached) return cached
  const folded = foldPoint(String.fromCodePoint(point))
  const signs = [...folded].map((char): Sign => ({ code: char.codePointAt(0) ?? 0, kind: kindOf(char) }))
  known.set(point, signs)
  return signs
}

function foldPoint(char: string): string {
  if (UNSEEN.test(char)) return ''
  const plain = char
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
  return [...plain].map((each) => LOOKS_LIKE.get(each) ?? each).join('')
}

function kindOf(char: string): Kind {
  if (UNSPACED.test(char)) return 'sign'
  return /\p{L}/u.test(char) ? 'letter' : /\p{N}/u.test(char) ? 'digit' : 'gap'
}

const ASCII: readonly (readonly Sign[])[] = Array.from({ length: 128 }, (_, code) =>
  MARKS.has(code) ? [] : signsOf(code),
)

/** `sign` is null for what cannot be seen. */
type Visit = (sign: Sign | null, start: number, end: number) => void

/** Visits a Markdown text sign by sign, folded: case, width, accents and look-alikes are gone. */
function walk(text: string, visit: Visit): void {
  for (let at = 0; at < text.length; ) at = walkOne(text, at, visit)
}

/** Visits what stands at a place. @returns the place after it */
function walkOne(text: string, at: number, visit: Visit): number {
  const point = text.codePointAt(at) ?? 0
  let end = at + (point > 0xffff ? 2 : 1)
  let signs = ASCII[point] ?? signsOf(point)
  if (point === AMPERSAND) {
    ENTITY.lastIndex = at
    const found = ENTITY.exec(text)
    if (found) {
      signs = entitySigns(found)
      end = ENTITY.lastIndex
    }
  }
  if (signs.length === 0) visit(null, at, end)
  else for (const sign of signs) visit(sign, at, end)
  return end
}

function entitySigns([, decimal, hex]: RegExpExecArray): readonly Sign[] {
  const point = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : null
  if (point === null) return []
  return point > 0x10ffff || MARKS.has(point) ? signsOf(0xfffd) : signsOf(point)
}

/**
 * The words of a text in order: their hashes, and where they stand. A word is a run of letters, of digits, or one sign of
 * a script without spaces. Three lists, since there are very many.
 */
export type Tokens = { hashes: number[]; starts: number[]; ends: number[] }

const GAP = 0
const SIGN = 3
const UNSEEN_SIGN = 4
const KINDS: Record<Kind, number> = { gap: GAP, letter: 1, digit: 2, sign: SIGN }
// Most texts are plain: what their signs count as is looked up by number.
const PLAIN_KIND = Uint8Array.from(ASCII, (signs) => (signs[0] ? KINDS[signs[0].kind] : UNSEEN_SIGN))
const PLAIN_CODE = Uint8Array.from(ASCII, (signs) => signs[0]?.code ?? 0)

/** Cuts a text into words, sign by sign. */
class Lexer {
  readonly tokens: Tokens = { hashes: [], starts: [], ends: [] }
  isSeamed = false
  #openKind = GAP
  #hash = 0
  #end = 0
  #afterSeam = false

  constructor(private readonly parts: boolean) {}

  read(text: string): this {
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code < 128 && code !== AMPERSAND) this.#add(PLAIN_KIND[code] ?? GAP, PLAIN_CODE[code] ?? 0, at, at + 1)
      else at = walkOne(text, at, (sign, start, end) => this.#add(kindNumber(sign), sign?.code ?? 0, start, end)) - 1
    }
    this.#close()
    return this
  }

  #add(kind: number, code: number, start: number, end: number): void {
    if (kind === UNSEEN_SIGN) {
      this.#afterSeam = this.#openKind !== GAP
      if (this.parts) this.#close()
    } else if (kind === this.#openKind && kind !== GAP && kind !== SIGN) {
      this.isSeamed ||= this.#afterSeam
      this.#afterSeam = false
      this.#hash = (this.#hash * 31 + code) | 0
      this.#end = end
    } else {
      this.#close()
      this.#afterSeam = false
      if (kind === GAP) return
      this.#openKind = kind
      this.#hash = code
      this.#end = end
      this.tokens.starts.push(start)
    }
  }

  #close(): void {
    if (this.#openKind !== GAP) {
      this.tokens.hashes.push(this.#hash)
      this.tokens.ends.push(this.#end)
    }
    this.#openKind = GAP
  }
}

function kindNumber(sign: Sign | null): number {
  return sign ? KINDS[sign.kind] : UNSEEN_SIGN
}

/**
 * The words of a text.
 * @returns `seams`: the words once more where signs that cannot be seen part them, in texts that have such; else null
 */
export function lex(text: string): { words: Tokens; seams: Tokens | null } {
  const { tokens, isSeamed } = new Lexer(false).read(text)
  return { words: tokens, seams: isSeamed ? new Lexer(true).read(text).tokens : null }
}

/** A text's letters and digits, folded and run together: two names are the same when these are. */
export function lettersOf(text: string): string {
  let letters = ''
  walk(text, (sign) => {
    if (sign && sign.kind !== 'gap') letters += String.fromCodePoint(sign.code)
  })
  return letters
}
