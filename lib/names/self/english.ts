import type { Work } from '../work'
import { hasBetween, NAME, phrase, places, type Span, sentenceAround, type Told } from './words'

const MADE =
  '(?:made|built|developed|created|trained|designed|programmed|engineered|fine-?tuned|released|coded|produced|launched|put together)'
const MAKERS =
  '(?:team|company|folks|people|researchers|engineers|group|lab|startup|start-up|organi[sz]ation|institute|developers|scientists|firm)'
const NOUN = '(?:model|assistant|chatbot|bot|agent|system|program|product|tool|AI|intelligence|companion)'
const ADVERB =
  '(?:(?:originally|exclusively|entirely|specifically|proudly|first|recently|jointly|in \\d{4}|just|only) )?'
const SELVES = [
  '(?:(?:large|small|generative|conversational) )?AI(?: (?:language|chat))?(?: (?:model|assistant|chatbot|bot|system|agent|program))?',
  '(?:large |small )?language model',
  'artificial intelligence(?: (?:model|assistant|system|program))?',
  '(?:chatbot|LLM|neural network|machine learning model|conversational (?:agent|model))',
  '(?:virtual|digital) assistant',
].join('|')
/** What people are who have to do with such systems. */
const PEOPLE =
  '(?:researchers?|engineers?|experts?|developers?|scientists?|students?|professors?|teachers?|consultants?|specialists?|enthusiasts?|ethicists?|compan(?:y|ies)|startups?|labs?|teams?|trainers?|artists?|course|safety|policy|lead)'

/**
 * A phrase that tells who made the speaker. `opens` begins it; a name with a capital must follow where `names`, and
 * `closes` after that. `before` must match what its sentence says up to it; `self` says whether the sentence must tell of the
 * speaker: by “I” or “me”, or by the name of a system, or only by that.
 */
type Rule = {
  opens: RegExp
  names?: true
  closes?: RegExp
  before?: RegExp
  self?: 'said' | 'named'
  nameBefore?: true
}

/** What follows a name stands right behind it. */
const FOLLOWS = 'iuy'
const BY = `(?:by|at|in a lab called)(?: (?:the|a|an) (?:[\\p{L}-]{2,14} ){0,3}?${MAKERS}(?: (?:at|of|from|called|named|behind))?)? `

const RULES: readonly Rule[] = [
  // As an AI assistant, … I'm just a large language model … I, an AI, …
  {
    opens: phrase(
      `\\b(?:as|being|I(?:['’]m| am|,)|I was) ${ADVERB}(?:not a (?:person|human)(?: being)?,? but )?(?:just |only |merely |simply |really )?(?:an?|your) (?:${SELVES})(?![\\p{L}\\p{N}])(?! ${PEOPLE}\\b)`,
    ),
  },
  // I was created by …; … a model that was built by …; Osprey was designed by …
  {
    opens: phrase(`\\b${MADE} ${ADVERB}${BY}`),
    names: true,
    before: phrase(
      `(?:\\bI(?:['’]m| am| was|['’]ve been| have been| got)|\\b${NOUN},?(?: (?:that|which) (?:was|is|has been))?|\\b(?:I|am)\\b.{0,40}\\band(?: was| am)?) ${ADVERB}$`,
      'iu',
    ),
    self: 'said',
  },
  {
    opens: phrase(`\\b${MADE} ${ADVERB}${BY}`),
    names: true,
    before: phrase(`(?:\\b(?:was|is|has been)|,) ${ADVERB}$`, 'iu'),
    self: 'named',
  },
  // Developed by …, I am …
  {
    opens: phrase(`(?<=^|[.!?\\n]\\s{0,3}[*_]{0,2})(?:${MADE}|powered) ${BY}`),
    names: true,
    closes: phrase(`,? I\\b`, FOLLOWS),
  },
  // The team at … trained me; the people who built me at …
  {
    opens: phrase(`\\b(?:team|people|folks|engineers|researchers|developers|scientists|those) (?:at|from|behind|of) `),
    names: true,
    closes: phrase(` (?:who |that )?(?:have |has )?${MADE} me\\b`, FOLLOWS),
  },
  {
    opens: phrase(`\\b(?:who|that|which) (?:have |has )?${MADE} me (?:at|is|was|are|were) (?:called |named )?`),
    names: true,
  },
  { opens: phrase(`\\bwho ${MADE} me[?:,]?(?: (?:it was|that was|that would be|is|was))? `), names: true },
  // …, the company that created me
  { opens: phrase(`,? (?:the|a) ${MAKERS} (?:that|who|which)(?: has| have)? ${MADE} me\\b`), nameBefore: true },
  {
    opens: phrase(
      ` (?:has|have|had|did)(?: not|n['’]t)?(?: yet)? (?:taught|trained|built|made|given|programmed|give|allow|allowed) me\\b`,
    ),
    nameBefore: true,
    before: /(?:AI|Labs?|Research|Systems|Technologies|Inc\.?|Software|Institute|Compute|Robotics)[*_]{0,2}$/u,
  },
  // My creator, …; my developers at …; my training by …
  {
    opens: phrase(
      `\\bmy (?:creators?|makers?|developers?|builders?|trainers?|engineers|parent company|training)(?:,|:)?(?: (?:at|from|by|is|are|was|were|over at))?(?: (?:called|named))? `,
    ),
    names: true,
  },
  // I'm the assistant from …
  {
    opens: phrase(`\\b${NOUN} (?:by|from|of) (?:the )?`),
    names: true,
    before: phrase(`\\b(?:an?|the|your) (?:[\\p{L}\\p{N}-]{1,16} ){0,4}$`, 'iu'),
    self: 'said',
  },
  {
    opens: phrase(`\\bI(?:['’]m| am)? (?:powered by|based on|built on|run on|running on|work for) (?:the )?`),
    names: true,
    self: 'said',
  },
  // As Osprey, a model …; I am Osprey, your assistant
  {
    opens: phrase(`\\b(?:I(?:['’]m| am)|as|my name(?: is|['’]s)|call me|I(?:['’]m| am) called|I,) `),
    names: true,
    closes: phrase(
      `,? (?:an?|the|your) (?:[\\p{L}-]{2,16} ){0,4}?(?:assistant|model|AI|chatbot|bot|artificial intelligence)\\b`,
      FOLLOWS,
    ),
  },
  // I'm Merle by Songbird
  {
    opens: phrase('\\bby '),
    names: true,
    before: phrase(`(?<![“"‘'])\\bI(?:['’]m| am) ${NAME}[\\x20*_]{1,4}$`, 'u'),
    self: 'said',
  },
]

/** All its patterns, of which a test holds that none repeats without a bound. */
export const ENGLISH: readonly RegExp[] = RULES.flatMap(({ opens, closes, before }) =>
  [opens, closes, before].filter((one) => one !== undefined),
)

const NAME_NEXT = phrase(NAME, 'yu')
const NAME_LAST = phrase(`${NAME}[*_]{0,2}$`, 'u')
/** Words with a capital that are nobody's name. */
const NO_NAME =
  /^(?:I|The|A|An|God|Mother|Father|Nature|Mr|Mrs|Ms|Dr|It|We|You|He|She|They|My|Your|January|February|March|April|May|June|July|August|September|October|November|December)(?![\p{L}'’])/u
const SPEAKER = /\b(?:I(?:['’]m| am| was|['’]ve been| have been)|me|my)\b|\bas (?:an?|your)\b|\bI\b/iu

/** Where an English text says who made the one who speaks. `own`: where the systems' names stand, in order. */
export function findEnglish(text: string, own: readonly Span[], work: Work): Told[] {
  const speaks = SPEAKER.test(text)
  if (!speaks && own.length === 0) return []
  return RULES.flatMap((rule) => (rule.self === 'named' && own.length === 0 ? [] : findRule(text, own, rule, work)))
}

function findRule(text: string, own: readonly Span[], rule: Rule, work: Work): Told[] {
  const spans: Told[] = []
  for (const { index, 0: opened } of places(text, rule.opens, work)) {
    const span = rule.nameBefore
      ? nameBefore(text, index, rule)
      : afterOpening(text, index + opened.length, index, rule)
    if (!span || !isMeant(text, own, rule, span)) continue
    spans.push({ ...span, isMaker: rule.names === true || rule.nameBefore === true })
  }
  return spans
}

function afterOpening(text: string, end: number, start: number, { names, closes }: Rule): Span | null {
  if (!names) return { start, end }
  NAME_NEXT.lastIndex = end
  const name = NAME_NEXT.exec(text)?.[0]
  if (name === undefined || NO_NAME.test(name)) return null
  const last = end + name.length
  if (!closes) return { start, end: last }
  closes.lastIndex = last
  const rest = closes.exec(text)
  return rest ? { start, end: last + rest[0].length } : null
}

const LONGEST_NAME = 80

function nameBefore(text: string, index: number, { before }: Rule): Span | null {
  const near = text.slice(Math.max(0, index - LONGEST_NAME), index)
  const name = NAME_LAST.exec(near)
  if (!name || NO_NAME.test(name[0]) || (before && !before.test(name[0]))) return null
  return { start: index - near.length + name.index, end: index }
}

function isMeant(
  text: string,
  own: readonly Span[],
  { before, self, nameBefore: isBefore }: Rule,
  span: Span,
): boolean {
  if (isBefore || (!before && !self)) return true
  const sentence = sentenceAround(text, span.start, span.end)
  if (before && !before.test(text.slice(sentence.start, span.start))) return false
  if (!self || hasBetween(own, sentence.start, sentence.end)) return true
  return self === 'said' && SPEAKER.test(text.slice(sentence.start, sentence.end))
}
