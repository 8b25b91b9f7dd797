import Link from 'next/link'
import { answerWords } from '@/components/study/count-words'
import { namePrompts } from '@/components/study/unanswered-notice'
import { count } from '@/components/ui/count'
import { RowsLink } from '@/components/ui/rows-link'
import { answersOf } from '@/lib/counts/answers'
import { itemsHref } from '@/lib/explorer/item-query'
import type { FigureCounts } from '@/lib/figures/read-counts'
import type { Unanswered } from '@/lib/items/unanswered'
import { wholeNumber } from '@/lib/numbers/percent'
import { COUNTING_RULES } from '@/lib/rates/counting-rule'
import type { LeftOut as LeftOutReason } from '@/lib/rates/left-out'
import { OpenPairs } from './open-pairs'

type Props = {
  studyId: string
  figure: FigureCounts
  /** Items that were not planned for the names in their responses. */
  itemsLeftOut: number
  /** Prompts that were left out at opening for want of a response. */
  unanswered: Unanswered
}

/** The account of figure 1: what is recorded, what of it is not counted and why, what remains. */
export function LeftOut({ studyId, figure: { result, open }, itemsLeftOut, unanswered }: Props) {
  const { study, recorded, used, counted, leftOut, flagged, late } = result
  const reconstructed = study.origin === 'RECONSTRUCTED'
  const lines = leftOut.filter(({ reason, count }) => count > 0 || !(reconstructed || RARE.includes(reason)))
  // Published counts have no items behind them.
  const items = reconstructed ? null : itemsHref(studyId, { show: 'judged' })
  const behind = (reason: LeftOutReason) => (reconstructed ? null : behindReason(studyId, reason))
  return (
    <section className="section with-margin" aria-labelledby="left-out">
      <div>
        <h2 id="left-out">What was left out</h2>
        <table className="data ledger">
          <caption className="sr">From the answers on record to those counted in figure 1</caption>
          <tbody>
            <tr>
              <th scope="row">{reconstructed ? 'Verdicts published' : 'Answers on record'}</th>
              <td className="num">
                <RowsLink href={items}>{wholeNumber(recorded)}</RowsLink>
              </td>
            </tr>
            {lines.map(({ reason, why, count }) => (
              <tr key={reason}>
                <th scope="row">{why}</th>
                <td className="num">
                  {count > 0 ? <RowsLink href={behind(reason)}>−{wholeNumber(count)}</RowsLink> : '0'}
                </td>
              </tr>
            ))}
            {used !== counted && (
              <tr>
                <th scope="row">Merged into one verdict by the rule “{COUNTING_RULES[result.rule].label}”</th>
                <td className="num">
                  <RowsLink href={items}>−{wholeNumber(used - counted)}</RowsLink>
                </td>
              </tr>
            )}
            <tr className="total">
              <th scope="row">Counted in figure 1</th>
              <td className="num">
                <RowsLink
                  href={reconstructed ? null : itemsHref(studyId, { show: 'counted', criterion: result.criterion })}
                >
                  {wholeNumber(counted)}
                </RowsLink>
              </td>
            </tr>
          </tbody>
        </table>
        {!reconstructed && <p className="note">{answerWords(answersOf(result))}</p>}
        {itemsLeftOut > 0 && (
          <p className="note">
            {count(itemsLeftOut, 'item was', 'items were')} not put before annotators at all, because a response names
            who made it: <Link href={`/studies/${studyId}/design/names`}>which, and who decided</Link>.
          </p>
        )}
        {unanswered.length > 0 && (
          <p className="note">
            {count(unanswered.length, 'prompt was', 'prompts were')} left out when the study opened, because a compared
            system had no response: {namePrompts(unanswered)}.
          </p>
        )}
        {flagged > 0 && (
          <p className="note">
            Besides,{' '}
            <RowsLink href={itemsHref(studyId, { show: 'flagged' })}>
              {count(flagged, 'slot was', 'slots were')}
            </RowsLink>{' '}
            given back with “cannot judge”: no judgment was recorded of {flagged === 1 ? 'it' : 'them'}.
          </p>
        )}
        {late > 0 && (
          <p className="note">
            {count(late, 'verdict')} came too late, when others had judged the pair or the study was over:{' '}
            <Link href={`/studies/${studyId}/export#late`}>on record</Link>, and not counted.
          </p>
        )}
        <OpenPairs studyId={studyId} open={open} isOver={study.status === 'CLOSED'} />
      </div>
      <aside className="margin" aria-label="Recompute it">
        <p>
          <strong>Recompute it.</strong> The <Link href={`/studies/${studyId}/export`}>exported judgments</Link> hold
          every row recorded; those that the figure does not count say why in the column <code>left_out</code>. This
          gives every number on this page from the file alone:
        </p>
        <p>
          <code>npm run -s analyze -- judgments.csv</code>
        </p>
        <p>
          <Link href="/statistics">How these numbers are checked</Link>
        </p>
        {study.protocolHash && (
          <p>
            Protocol frozen {study.openedAt?.toISOString().slice(0, 10)}, seed {study.seed}, protocol hash{' '}
            {study.protocolHash.slice(0, 8)}.
          </p>
        )}
      </aside>
    </section>
  )
}

/** Where the rows of a reason are: those the explorer cannot tell apart are in the export, which says each row’s reason. */
function behindReason(studyId: string, reason: LeftOutReason): string {
  switch (reason) {
    case 'check':
    case 'gold':
    case 'practice':
    case 'flagged':
      return itemsHref(studyId, { show: reason })
    case 'repeat':
      return itemsHref(studyId, { show: 'again' })
    case 'excluded':
      return `/studies/${studyId}/annotators`
    default:
      return `/studies/${studyId}/export`
  }
}

/** Reasons that do not arise in most designs: named only when they do. */
const RARE: string[] = ['criterion', 'single', 'repeat', 'gold', 'practice']
