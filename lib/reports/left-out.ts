import type { Unanswered } from '@/lib/items/unanswered'
import { count } from '@/lib/numbers/count'
import { wholeNumber } from '@/lib/numbers/percent'
import { COUNTING_RULES } from '@/lib/rates/counting-rule'
import type { OpenPair } from '@/lib/rates/read-open'
import type { ResultFacts } from '@/lib/rates/study-facts'
import type { Block, FrozenTable } from './content'

/** What of a question is counted, and what besides is not there at all. */
export type Account = {
  result: ResultFacts
  open: readonly OpenPair[]
  itemsLeftOut: number
  unanswered: Unanswered
}

/** The account of a question: from what is on record to what is counted, then what was never asked or never came. */
export function leftOutBlocks(account: Account): Block[] {
  return [
    { is: 'table', table: ledger(account.result) },
    ...besides(account).map((text): Block => ({ is: 'text', text })),
  ]
}

/** From the answers on record down to those counted; lines of nothing are left away. */
function ledger({ study, recorded, leftOut, used, counted, rule }: ResultFacts): FrozenTable {
  const isPublished = study.origin === 'RECONSTRUCTED'
  const merged = used - counted
  return {
    columns: [
      { head: '', align: 'l' },
      { head: 'Answers', align: 'r' },
    ],
    rows: [
      [isPublished ? 'Verdicts published' : 'Answers on record', wholeNumber(recorded)],
      ...leftOut.filter((each) => each.count > 0).map(({ why, count: n }) => [why, `−${wholeNumber(n)}`]),
      ...(merged === 0
        ? []
        : [[`Merged into one verdict by the rule “${COUNTING_RULES[rule].label}”`, `−${wholeNumber(merged)}`]]),
      ['Counted', wholeNumber(counted)],
    ],
  }
}

function besides({ result: { flagged, late }, open, itemsLeftOut, unanswered }: Account): string[] {
  const missing = open.reduce((sum, { judgments }) => sum + judgments, 0)
  return [
    missing > 0 && `${count(missing, 'planned judgment is', 'planned judgments are')} not in.`,
    itemsLeftOut > 0 &&
      `${count(itemsLeftOut, 'item was', 'items were')} not put before annotators, because a response names who made it.`,
    unanswered.length > 0 &&
      `${count(unanswered.length, 'prompt was', 'prompts were')} left out at opening for want of a response.`,
    flagged > 0 && `${count(flagged, 'slot was', 'slots were')} given back with “cannot judge”.`,
    late > 0 &&
      `${count(late, 'verdict')} came too late, and ${late === 1 ? 'is' : 'are'} on record without being counted.`,
  ].filter((sentence): sentence is string => typeof sentence === 'string')
}
