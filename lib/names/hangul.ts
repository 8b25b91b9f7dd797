/** What is put behind a noun: particles, the copula and its endings. */
const PARTICLES = [
  '은는이가을를의에와과도만랑야아여께로씨님측들사',
  '에서|에게|에게서|한테|한테서|께서|께서는|으로|로서|으로서|로써|으로써|하고|이랑|부터|까지|마저|조차|밖에|보다|처럼|마다|이나|이든|든지',
  '이라|라고|라는|라서|라도|라면|라며|라니|란|이란|이며|이고|이지|이지만|지만|이므로|므로|이니|이니까|인|인데|이다|이야|이여',
  '입니다|입니까|입니다만|이에요|예요|에요|이예요|이죠|죠|지요|이지요|이요|요|랍니다|이랍니다|이었|였|이셨|이신|이시|일|임|이거든|거든요|네요|이네요|군요|이군요',
  '었던|였던|습니다|었습니다|였습니다|이었습니다|이기|기에|때문',
]
  .flatMap((list, index) => (index === 0 ? [...list] : list.split('|')))
  .join('|')

const BEHIND = new RegExp(`^(?:${PARTICLES}){0,4}$`)

/** No run of particles is longer. */
const LONGEST = 9
const RUN = new RegExp(`^[가-힣]{0,${LONGEST + 1}}`)

/** Whether what is written on to a noun is particles alone: “카카오는” is about Kakao, “카카오나무” is a tree. */
export function isNounBefore(rest: string): boolean {
  const run = RUN.exec(rest.normalize('NFC'))?.[0] ?? ''
  return run.length <= LONGEST && BEHIND.test(run)
}

/** A syllable, or a part of one that stands alone. */
export const HANGUL = /[가-힣\u1100-\u11ff\u3131-\u318e\ua960-\ua97f\ud7b0-\ud7ff]/
