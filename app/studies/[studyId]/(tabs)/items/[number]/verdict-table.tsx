import { FLAG_WORDS } from '@/components/study/monitor/flag-words'
import { ScrollX } from '@/components/ui/scroll-x'
import type { ItemInFull } from '@/lib/explorer/read-item'

type Verdict = ItemInFull['verdicts'][number]

/** Every verdict on an item: for which system, where that stood, and the words on the screen, where left is called A. */
export function VerdictTable({ verdicts }: Pick<ItemInFull, 'verdicts'>) {
  const isCompared = verdicts.some(({ answers }) => answers.some(({ winner }) => winner !== null))
  return (
    <>
      {isCompared && (
        <p className="note">
          In quotation marks is what was pressed, as it read on the screen: there, Answer A is the one shown left.
        </p>
      )}
      <ScrollX label="Verdicts" className="section-tight">
        <table className="data verdicts">
          <thead>
            <tr>
              <th scope="col">Annotator</th>
              <th scope="col">Group</th>
              <th scope="col">Verdict</th>
              <th scope="col">Shown left</th>
              <th scope="col" className="num">
                Seconds
              </th>
              <th scope="col">Reason</th>
            </tr>
          </thead>
          <tbody>
            {verdicts.map((verdict) => (
              <tr key={verdict.id}>
                <th scope="row">
                  {verdict.annotator}
                  {verdict.simulated && <span className="quiet"> simulated</span>}
                  {verdict.excluded && <span className="quiet"> excluded</span>}
                  {verdict.repeat && <span className="quiet"> repeat</span>}
                  {verdict.hasty && <span className="quiet"> hasty</span>}
                </th>
                <td>{verdict.group}</td>
                <td>
                  {verdict.answers.map((answer, index) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: an annotator may answer the same twice
                    <Answer key={index} answer={answer} />
                  ))}
                  {verdict.flag && `Could not judge: ${FLAG_WORDS[verdict.flag]}. ${verdict.flagNote ?? ''}`}
                </td>
                <td>{verdict.left}</td>
                <td className="num">{verdict.seconds === null ? '–' : verdict.seconds.toFixed(0)}</td>
                <td>{verdict.rationale}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollX>
    </>
  )
}

function Answer({ answer: { question, label, winner, superseded } }: { answer: Verdict['answers'][number] }) {
  return (
    <div className={superseded ? 'superseded' : undefined} title={question}>
      {winner === 'tie' && <strong>Tie: </strong>}
      {winner !== null && winner !== 'tie' && (
        <>
          <strong>{winner.system}</strong> (shown {winner.side}):{' '}
        </>
      )}
      “{label}”
    </div>
  )
}
