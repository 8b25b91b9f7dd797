import Link from 'next/link'
import { flagWords } from '@/components/study/monitor/flag-words'
import { moment } from '@/components/ui/dates'
import { ScrollX } from '@/components/ui/scroll-x'
import { NumberCell, Table } from '@/components/ui/table'
import { Note } from '@/components/ui/text'
import type { ItemInFull } from '@/lib/explorer/read-item'

type Verdict = ItemInFull['verdicts'][number]

/** Every verdict on an item: for which system, where that stood, and the words on the screen, where left is called A. */
export function VerdictTable({ studyId, verdicts }: Pick<ItemInFull, 'verdicts'> & { studyId: string }) {
  const isCompared = verdicts.some(({ answers }) => answers.some(({ winner }) => winner !== null))
  const isMany = new Set(verdicts.flatMap(({ answers }) => answers.map(({ question }) => question))).size > 1
  return (
    <>
      {isCompared && (
        <Note>
          The system that won stands first. In quotation marks is what was pressed: on the screen, Answer A is the one
          shown left.
        </Note>
      )}
      <ScrollX label="Verdicts" className="mt-5">
        <Table className="min-w-[52rem]">
          <thead>
            <tr>
              <th scope="col">Annotator</th>
              <th scope="col">Group</th>
              <th scope="col">Verdict</th>
              {isCompared && <th scope="col">Shown left</th>}
              <NumberCell scope="col" as="th">
                Seconds
              </NumberCell>
              <th scope="col">Reason</th>
              <th scope="col">When</th>
            </tr>
          </thead>
          <tbody>
            {verdicts.map((verdict) => (
              <tr key={verdict.id}>
                <th scope="row">
                  {verdict.annotatorId ? (
                    <Link prefetch={false} href={`/studies/${studyId}/annotators/${verdict.annotatorId}`}>
                      {verdict.annotator}
                    </Link>
                  ) : (
                    verdict.annotator
                  )}
                  {verdict.isModel && <span className="text-ink-2"> model</span>}
                  {verdict.simulated && <span className="text-ink-2"> simulated</span>}
                  {verdict.excluded && (
                    <span className="text-ink-2"> {verdict.exploratory ? 'exploratory' : 'excluded'}</span>
                  )}
                  {verdict.repeat && <span className="text-ink-2"> repeat</span>}
                  {verdict.hasty && <span className="text-ink-2"> hasty</span>}
                </th>
                <td>{verdict.group}</td>
                <td>
                  {verdict.answers.map((answer, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: an annotator may answer the same twice
                    <Answer key={index} answer={answer} isOneOfMany={isMany} />
                  ))}
                  {verdict.flag && `${flagWords(verdict.flag, verdict.outcome)}. ${verdict.flagNote ?? ''}`}
                </td>
                {isCompared && <td>{verdict.left ?? 'not recorded'}</td>}
                <NumberCell>{verdict.seconds === null ? '–' : verdict.seconds.toFixed(0)}</NumberCell>
                <td className="max-w-96 whitespace-pre-wrap wrap-anywhere">{verdict.rationale}</td>
                <td className="whitespace-nowrap text-ink-2">{moment(verdict.at)}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      </ScrollX>
    </>
  )
}

type AnswerProps = { answer: Verdict['answers'][number]; isOneOfMany: boolean }

function Answer({ answer: { question, turn, label, winner, superseded }, isOneOfMany }: AnswerProps) {
  return (
    <div className={superseded ? 'text-ink-3 line-through' : undefined} title={question}>
      {isOneOfMany && winner === null && <span className="text-ink-2">{question} </span>}
      {turn > 0 && <strong>Turn {turn}: </strong>}
      {winner === 'tie' && <strong>Tie: </strong>}
      {winner !== null && winner !== 'tie' && (
        <>
          <strong>{winner.system}</strong>
          {winner.side !== null && ` (shown ${winner.side})`}:{' '}
        </>
      )}
      “{label}”
    </div>
  )
}
