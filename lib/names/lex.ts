/** A word of a text as names are compared by: a run of letters, of digits, or one sign of a script without spaces. */
export type Token = { hash: number; start: number; end: number }

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
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at)
    let end = at + 1
    let signs: readonly Sign[]
    if (code === AMPERSAND) {
      ENTITY.lastIndex = at
      const found = ENTITY.exec(text)
      signs = found ? entitySigns(found) : (ASCII[code] ?? [])
      if (found) end = ENTITY.lastIndex
    } else if (code < 128) signs = ASCII[code] ?? []
    else {
      const point = text.codePointAt(at) ?? code
      if (point > 0xffff) end++
      signs = signsOf(point)
    }
    if (signs.length === 0) visit(null, at, end)
    else for (const sign of signs) visit(sign, at, end)
    at = end
  }
}

function entitySigns([, decimal, hex]: RegExpExecArray): readonly Sign[] {
  const point = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : null
  if (point === null) return []
  return point > 0x10ffff || MARKS.has(point) ? signsOf(0xfffd) : signsOf(point)
}

/**
 * The words of a text in order, with where they stand in it.
 * @returns `seams`: the words once more where signs that cannot be seen part them, in texts that have such; else null
 */
export function lex(text: string): { words: Token[]; seams: Token[] | null } {
  const words = lexWith(text, false)
  return { words: words.tokens, seams: words.isSeamed ? lexWith(text, true).tokens : null }
}

function lexWith(text: string, parts: boolean): { tokens: Token[]; isSeamed: boolean } {
  const tokens: Token[] = []
  let open: Token | null = null
  let openKind: Kind = 'gap'
  let afterSeam = false
  let isSeamed = false
  walk(text, (sign, start, end) => {
    if (sign === null) {
      afterSeam = open !== null
      if (parts) open = null
      return
    }
    const { code, kind } = sign
    if (kind === 'gap') open = null
    else if (open && kind === openKind && kind !== 'sign') {
      isSeamed ||= afterSeam
      open.hash = (open.hash * 31 + code) | 0
      open.end = end
    } else {
      open = { hash: code, start, end }
      tokens.push(open)
    }
    openKind = kind
    afterSeam = false
  })
  return { tokens, isSeamed }
}

/** A text's letters and digits, folded and run together: two names are the same when these are. */
export function lettersOf(text: string): string {
  let letters = ''
  walk(text, (sign) => {
    if (sign && sign.kind !== 'gap') letters += String.fromCodePoint(sign.code)
  })
  return letters
}
