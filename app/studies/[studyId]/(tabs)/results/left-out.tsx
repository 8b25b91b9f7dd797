import Link from 'next/link'
import { answerWords } from '@/components/study/count-words'
import { namePrompts } from '@/components/study/unanswered-notice'
import { RowsLink } from '@/components/ui/rows-link'
import { MarginNote, SectionWithMargin } from '@/components/ui/section'
import { NumberCell, Table } from '@/components/ui/table'
import { Note } from '@/components/ui/text'
import { answersOf } from '@/lib/counts/answers'
import { itemsHref } from '@/lib/explorer/item-query'
import type { Unanswered } from '@/lib/items/unanswered'
import { count } from '@/lib/numbers/count'
import { wholeNumber } from '@/lib/numbers/percent'
import { COUNTING_RULES } from '@/lib/rates/counting-rule'
import type { LeftOut as LeftOutReason } from '@/lib/rates/left-out'
import type { OpenPair } from '@/lib/rates/read-open'
import type { ResultFacts } from '@/lib/rates/study-facts'
import { OpenPairs } from './open-pairs'

type Props = {
  studyId: string
  figure: { result: ResultFacts; open: readonly OpenPair[] }
  /** Items that were not planned for the names in their responses. */
  itemsLeftOut: number
  /** Prompts that were left out at opening for want of a response. */
  unanswered: Unanswered
}

/** The account of figure 1: what is recorded, what of it is not counted and why, what remains. */
export function LeftOut({ studyId, figure: { result, open }, itemsLeftOut, unanswered }: Props) {
  const { study, recorded, used, counted, leftOut, flagged, late } = result
  const reconstructed = study.origin === 'RECONSTRUCTED'
  const isRating = study.protocol === 'RATING'
  const where = isRating ? 'in the figures' : 'in figure 1'
  const lines = leftOut.filter(({ reason, count }) => count > 0 || !(reconstructed || RARE.includes(reason)))
  // Published counts have no items behind them.
  const items = reconstructed ? null : itemsHref(studyId, { show: 'judged' })
  const behind = (reason: LeftOutReason) => (reconstructed ? null : behindReason(studyId, reason))
  return (
    <SectionWithMargin aria-labelledby="left-out">
      <div>
        <h2 id="left-out">What was left out</h2>
        <Table className="w-[min(100%,32rem)]">
          <caption className="sr-only">From the answers on record to those counted {where}</caption>
          <tbody>
            <tr>
              <th scope="row">
                {reconstructed ? `${isRating ? 'Ratings' : 'Verdicts'} published` : 'Answers on record'}
              </th>
              <NumberCell>
                <RowsLink href={items}>{wholeNumber(recorded)}</RowsLink>
              </NumberCell>
            </tr>
            {lines.map(({ reason, why, count }) => (
              <tr key={reason}>
                <th scope="row">{why}</th>
                <NumberCell>
                  {count > 0 ? <RowsLink href={behind(reason)}>−{wholeNumber(count)}</RowsLink> : '0'}
                </NumberCell>
              </tr>
            ))}
            {used !== counted && (
              <tr>
                <th scope="row">Merged into one verdict by the rule “{COUNTING_RULES[result.rule].label}”</th>
                <NumberCell>
                  <RowsLink href={items}>−{wholeNumber(used - counted)}</RowsLink>
                </NumberCell>
              </tr>
            )}
            <tr className="*:font-semibold">
              <th scope="row">Counted {where}</th>
              <NumberCell>
                <RowsLink
                  href={reconstructed ? null : itemsHref(studyId, { show: 'counted', criterion: result.criterion })}
                >
                  {wholeNumber(counted)}
                </RowsLink>
              </NumberCell>
            </tr>
          </tbody>
        </Table>
        {!reconstructed && <Note>{answerWords(answersOf(result))}</Note>}
        {itemsLeftOut > 0 && (
          <Note>
            {count(itemsLeftOut, 'item was', 'items were')} not put before annotators at all, because a response names
            who made it: <Link href={`/studies/${studyId}/design/names`}>which, and who decided</Link>.
          </Note>
        )}
        {unanswered.length > 0 && (
          <Note>
            {count(unanswered.length, 'prompt was', 'prompts were')} left out when the study opened, because a system of
            the study had no response: {namePrompts(unanswered)}.
          </Note>
        )}
        {flagged > 0 && (
          <Note>
            Besides,{' '}
            <RowsLink href={itemsHref(studyId, { show: 'flagged' })}>
              {count(flagged, 'slot was', 'slots were')}
            </RowsLink>{' '}
            given back with “cannot judge”: no judgment was recorded of {flagged === 1 ? 'it' : 'them'}.
          </Note>
        )}
        {late > 0 && (
          <Note>
            {count(late, 'verdict')} came too late, when others had judged the same or the study was over:{' '}
            <Link href={`/studies/${studyId}/export#late`}>on record</Link>, and not counted.
          </Note>
        )}
        <OpenPairs studyId={studyId} open={open} isOver={study.status === 'CLOSED'} />
      </div>
      <MarginNote aria-label="Recompute it">
        <p>
          <strong>Recompute it.</strong> The <Link href={`/studies/${studyId}/export`}>exported judgments</Link> hold
          every row recorded; those that no figure counts say why in the column <code>left_out</code>. This gives every
          number on this page from the file alone:
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
      </MarginNote>
    </SectionWithMargin>
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
