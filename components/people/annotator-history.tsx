import { flagWords } from '@/components/study/monitor/flag-words'
import { RowsLink } from '@/components/ui/rows-link'
import { ScrollX } from '@/components/ui/scroll-x'
import { NumberCell, Table } from '@/components/ui/table'
import { Note, Prose } from '@/components/ui/text'
import type { DonePair } from '@/lib/annotators/read-history'
import { moment } from '../ui/dates'

type Props = {
  pairs: readonly DonePair[]
  isRating: boolean
  isClosed: boolean
  /** Where an item stands; null while results are withheld, and items with them. */
  itemAt: ((number: number) => string) | null
}

/** Every item one annotator has done, newest first; verdicts as they read on the screen. */
export function AnnotatorHistory({ pairs, isRating, isClosed, itemAt }: Props) {
  if (pairs.length === 0) return <Prose>Nothing yet. Verdicts appear here as they are given.</Prose>
  return (
    <>
      <Note>
        {isRating ? 'Answers as they were given. ' : 'Verdicts as shown: Answer A stood left. '}
        {isClosed && !isRating && 'Systems stand with their side.'}
        {!isClosed && 'Which systems these were is told once the study is closed.'}
        {pairs.some(({ isWithheld }) => isWithheld) &&
          ' Until results are shown, verdicts and reasons on regular items are withheld: with the plan they would be the results.'}
      </Note>
      <ScrollX label={isRating ? 'Responses rated' : 'Pairs done'} className="mt-5">
        <Table>
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">Prompt</th>
              <th scope="col">Kind</th>
              {isClosed && <th scope="col">{isRating ? 'System' : 'Left and right'}</th>}
              <th scope="col">Verdict</th>
              <NumberCell scope="col" as="th">
                Active s
              </NumberCell>
              <th scope="col">Reason</th>
            </tr>
          </thead>
          <tbody>
            {pairs.map((pair) => (
              <Row key={pair.id} pair={pair} isClosed={isClosed} href={itemAt?.(pair.number) ?? null} />
            ))}
          </tbody>
        </Table>
      </ScrollX>
    </>
  )
}

function Row({ pair, isClosed, href }: { pair: DonePair; isClosed: boolean; href: string | null }) {
  const { doneAt, prompt, systems, activeSeconds, rationale, flag, flagNote, outcome, said, isWithheld } = pair
  return (
    <tr>
      <td className="whitespace-nowrap">{moment(doneAt)}</td>
      <th scope="row" className="wrap-anywhere">
        <RowsLink href={href} prefetch={false}>
          {prompt}
        </RowsLink>
      </th>
      <td className="whitespace-nowrap">{kindOf(pair)}</td>
      {isClosed && <td>{systems && [systems.left, systems.right].filter(Boolean).join(' | ')}</td>}
      <td className="min-w-48">
        {flag
          ? flagWords(flag, outcome)
          : said.map((each) => <Verdict key={`${each.criterion} ${each.turn} ${each.at.getTime()}`} said={each} />)}
        {isWithheld && !flag && <span className="text-ink-2">withheld</span>}
      </td>
      <NumberCell>{activeSeconds === null ? '–' : activeSeconds.toFixed(1)}</NumberCell>
      <td className="min-w-40 max-w-80 whitespace-pre-wrap wrap-anywhere">{rationale ?? flagNote}</td>
    </tr>
  )
}

function Verdict({ said: { criterion, turn, label, at, isSuperseded } }: { said: DonePair['said'][number] }) {
  return (
    <span className="block">
      {criterion > 0 && `${criterion + 1}. `}
      {turn > 0 && <span className="text-ink-2">Turn {turn}: </span>}
      {isSuperseded ? (
        <>
          <s>{label}</s> <span className="text-ink-2">changed, first given {moment(at)}</span>
        </>
      ) : (
        label
      )}
    </span>
  )
}

const KINDS = { REGULAR: 'regular', CHECK: 'check item', GOLD: 'gold', PRACTICE: 'practice' } as const

function kindOf({ kind, shared, isRepeat }: DonePair): string {
  if (isRepeat) return 'repeat'
  return shared ? 'shared' : KINDS[kind]
}
