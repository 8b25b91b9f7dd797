import type { AnswerCounts } from '@/lib/counts/answers'
import { allItems, type ItemKinds } from '@/lib/counts/items'
import type { JoinerCounts } from '@/lib/counts/planned'
import type { OpeningPlan } from '@/lib/counts/read-plan'
import type { StudyCounts } from '@/lib/counts/study-counts'
import { count } from '@/lib/numbers/count'

const list = (parts: readonly (string | false)[]) =>
  new Intl.ListFormat('en').format(parts.filter((part): part is string => part !== false))

/** "110 regular items, 4 check items and 2 gold items": the kinds there are. */
export function kindWords({ regular, check, gold, practice }: ItemKinds): string {
  return list([
    regular > 0 && count(regular, 'regular item'),
    check > 0 && count(check, 'check item'),
    gold > 0 && count(gold, 'gold item'),
    practice > 0 && count(practice, 'practice item'),
  ])
}

/** "117 items", and what they are where not all are regular. */
export function itemWords(items: ItemKinds): string {
  const all = count(allItems(items), 'item')
  return items.regular === allItems(items) ? all : `${all}: ${kindWords(items)}`
}

/** What the judgments that are in are of: the parts that add up to the overview's number. */
export function judgmentWords({ done, judgments: { regular, repeats, check, gold, excluded } }: StudyCounts): string {
  const parts = list([
    `${regular.toLocaleString('en')} on regular items`,
    repeats > 0 && count(repeats, 'planned repeat'),
    check > 0 && `${check.toLocaleString('en')} of check items`,
    gold > 0 && `${gold.toLocaleString('en')} of gold items`,
    excluded > 0 && `${excluded.toLocaleString('en')} by annotators who are excluded`,
  ])
  const all = `${count(done, 'judgment is', 'judgments are')} in`
  return done === regular ? `${all}.` : `${all}: ${parts}.`
}

/** How the rows of answers come from the judgments that are in. */
export function answerWords({ done, answers, replaced, practice, questions }: AnswerCounts): string {
  const parts = list([
    `${count(done, 'judgment that is in', 'judgments that are in')}`,
    practice > 0 && count(practice, 'practice item'),
  ])
  const each = questions > 1 ? `, each with ${questions} questions` : ''
  const changed = replaced > 0 ? `, and ${count(replaced, 'answer')} replaced later` : ''
  return `${count(answers, 'answer')} on record: of ${parts}${each}${changed}.`
}

/** The rows of the exported judgments. */
export function rowWords(counts: StudyCounts): string {
  const { answers, setAside, practiceSetAside, noVerdict } = counts
  const aside = setAside + practiceSetAside
  const rows = count(answers + aside + noVerdict, 'row')
  const besides = list([
    aside > 0 && `${count(aside, 'item')} that people could not judge`,
    noVerdict > 0 && `${count(noVerdict, 'slot')} of models that gave no verdict`,
  ])
  return `${rows}. ${answerWords(counts)}${besides ? ` Besides, ${besides}.` : ''}`
}

/** What opening a draft writes. */
export function planWords({ items, judgments, joiner }: OpeningPlan): string {
  const now = `${itemWords(items)}. ${count(judgments, 'judgment is', 'judgments are')} wanted at once.`
  return [now, joinerWords(joiner)].filter(Boolean).join(' ')
}

/** What one who joins adds to the judgments wanted. */
export function joinerWords({ shared, check, gold, practice }: JoinerCounts): string | null {
  const judgments = shared + check + gold
  if (judgments + practice === 0) return null
  const parts = list([
    shared > 0 && `${shared} of the shared set`,
    check > 0 && count(check, 'check item'),
    gold > 0 && count(gold, 'gold item'),
  ])
  const adds = judgments > 0 ? `${count(judgments, 'judgment')} (${parts})` : ''
  const besides =
    practice > 0 ? count(practice, 'practice item, which is not counted', 'practice items, which are not counted') : ''
  return `Each annotator who joins adds ${list([adds || false, besides || false])}.`
}
