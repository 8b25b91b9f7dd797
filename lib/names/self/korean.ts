import type { Work } from '../work'
import { hasBetween, places, type Span, sentenceAround, type Told } from './words'

const G = '[\\s*_~`]{0,5}'
const SELVES = `(?:(?:초거대|대규모|대형|거대|생성형|인공${G}지능)${G})?(?:언어${G}모델|AI|에이아이|인공${G}지능)(?:${G}(?:언어${G}모델|모델|어시스턴트|비서|챗봇|도우미|프로그램|시스템))?|챗봇|가상${G}비서|LLM`
/** What makes a noun what somebody is: 로서, the copula. */
const IS =
  '(?:으?로서|이라서|라서|이라|이므로|므로|이기|이어서|여서|이에요|예요|입니다|이지만|지만|이며|이고|이죠|이니까?|인데|일|인|이야|야|뿐)'
const STEMS = '(?:만들|개발|훈련|학습|제작|설계|출시|구축|운영|제공|고안)'
/** A maker did it: made, developed, trained. */
const MADE = `(?:만든|만들었|만들어|만들어진|만들어졌|내놓은|선보인|태어난|세상에${G}내놓은|학습시킨|훈련시킨|(?:개발|훈련|학습|제작|설계|출시|구축|운영|제공|고안)(?:한|하는|하고|했|하여|되|된|됐|시킨|시켰))`
const BY = `(?:에서|에서는|이|가|사가|에${G}의해|에${G}의하여|의|측에서|와|과)`
const PLACE = '(?:곳|회사|기업|건|것|기관|팀|연구소|개발사|사람들|연구진|스타트업|데)'
const NOUN = '(?:모델|인공\\s?지능|AI|챗봇|비서|어시스턴트|프로그램|조수|LLM|에이전트|도우미|친구)'
/** Up to three words that are no particle's: what a maker is called. */
const WORD = '[가-힣A-Za-z0-9](?:[가-힣A-Za-z0-9&·.\\-]{0,18}[가-힣A-Za-z0-9])?'

/** Who speaks: I, in its forms. */
const SPEAKER =
  /(?<![가-힣])(?:저|저는|저도|저의|저를|저희|제가|제|나는|난|나를|나의|내|저로서는|저예요|저입니다)(?![가-힣])/
const FIRST = '(?:저|나)'

type Rule = {
  opens: RegExp
  /** What must stand behind it. */
  then?: RegExp
  /** The words before, up to the particle, are who made it. */
  by?: true
  /** Whether the sentence must speak of the speaker, or name a system. */
  self?: true
}

const at = (source: string, flags = 'gu') => new RegExp(source, flags)

const RULES: readonly Rule[] = [
  // 저는 인공지능이라서, 언어 모델로서
  { opens: at(`(?<![가-힣A-Za-z])(?:${SELVES})(?:${G}${IS})(?![가-힣]{6})[가-힣]{0,5}`), self: true },
  { opens: at(`(?<![가-힣A-Za-z])(?:${SELVES})${G}으?로서(?![가-힣]{3})[가-힣]{0,2}`) },
  // ○○에서 개발한 AI 모델, ○○가 만든 …입니다
  {
    opens: at(`(?<=[가-힣A-Za-z0-9]${BY}${G}(?:(?:공동으로|직접|함께|새로)${G})?)${MADE}[가-힣]{0,6}`),
    by: true,
    self: true,
  },
  // ○○이 저를 만들었습니다
  {
    opens: at(
      `(?<=[가-힣A-Za-z0-9](?:에서|이|가|사가|에서는)${G})${FIRST}를${G}(?:${STEMS}|학습시|훈련시)[가-힣]{0,6}`,
    ),
    by: true,
  },
  // 저를 만든 곳은 ○○입니다
  {
    opens: at(
      `(?<![가-힣])${FIRST}를\\s(?:${MADE}[가-힣]{0,2})\\s?${PLACE}(?:은|는|이|가)?\\s${WORD}(?:\\s${WORD}){0,2}?(?=이라는|라는|입니다|예요|이에요|이라고|이야|[.,!]|$)`,
    ),
  },
  // 제 개발사인 ○○
  {
    opens: at(
      `(?<![가-힣])(?:저의|제|나의|내)\\s(?:개발사|제작사|개발자|개발자들|제작자|창조자|개발팀|모회사|운영사)(?:인|은|는|이|가)?\\s${WORD}(?:\\s${WORD})?`,
    ),
  },
  // ○○의 기술을 바탕으로, ○○ 소속 인공지능
  { opens: at(`(?<=[가-힣A-Za-z0-9]의\\s)(?:기술|모델|엔진|언어 모델)[을를]?\\s(?:바탕|기반)`), by: true, self: true },
  { opens: at(`(?<=[가-힣A-Za-z0-9]\\s)소속\\s(?:인공지능|AI|챗봇|모델)${IS}`), by: true },
  { opens: at('(?<![가-힣])(?:제|내)\\s학습\\s?데이터') },
]

/** All its patterns, of which a test holds that none repeats without a bound. */
export const KOREAN: readonly RegExp[] = RULES.map(({ opens }) => opens)

const LONGEST_MAKER = 60
/** The maker's words, the last with its particle: a topic or a comma before them ends them. */
const MAKER = new RegExp(
  `(?<![가-힣A-Za-z0-9])(?!(?:저|나|제|내|이|그)(?:는|은|를|가|의)?\\s)(?:${WORD}(?<!(?:은|는|도|을|를|며|고|로|라|요|다|에|과|와))\\s){0,2}${WORD}(?:(?<=에)\\s의해서?)?${G}(?:(?:공동으로|직접|함께|새로)${G})?$`,
  'u',
)

/** Where a Korean text says who made the one who speaks. `own`: where the systems' names stand, in order. */
export function findKorean(text: string, own: readonly Span[], work: Work): Told[] {
  if (!/[가-힣]/.test(text)) return []
  return RULES.flatMap((rule) => findRule(text, own, rule, work))
}

function findRule(text: string, own: readonly Span[], { opens, by, self }: Rule, work: Work): Told[] {
  const spans: Told[] = []
  for (const { index, 0: opened } of places(text, opens, work)) {
    const end = index + opened.length
    const start = by ? makerBefore(text, index) : index
    if (start === null) continue
    if (self && !isOfSpeaker(text, own, start, end)) continue
    spans.push({ start, end, isMaker: by === true })
    const named = by && self ? calledAfter(text, end) : null
    if (named) spans.push({ ...named, isMaker: true })
  }
  return spans
}

/** ○○에서 만든 ○○입니다: what it is called, where that is no word for what it is. */
const CALLED = new RegExp(`(?<=\\s)(${WORD}?)(?=입니다|이에요|예요|이라고|라고|이야|이죠)`, 'uy')

function calledAfter(text: string, end: number): Span | null {
  CALLED.lastIndex = end + 1
  const called = CALLED.exec(text)?.[1]
  if (!called || new RegExp(`${NOUN}$`).test(called)) return null
  return { start: end + 1, end: end + 1 + called.length }
}

function makerBefore(text: string, index: number): number | null {
  const near = text.slice(Math.max(0, index - LONGEST_MAKER), index)
  const maker = MAKER.exec(near)
  return maker ? index - near.length + maker.index : null
}

/** Whether it is told of the speaker: the sentence says “I”, or a system's name. */
function isOfSpeaker(text: string, own: readonly Span[], start: number, end: number): boolean {
  const sentence = sentenceAround(text, start, end)
  if (hasBetween(own, sentence.start, sentence.end)) return true
  return SPEAKER.test(text.slice(sentence.start, sentence.end))
}
