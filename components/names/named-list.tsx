import { moment } from '@/components/ui/dates'
import { ScrollX } from '@/components/ui/scroll-x'
import type { NamedRow } from '@/lib/names/queries'
import { type Decide, DecideButtons } from './decide'
import { DECISION_WORDS } from './kind-words'
import { Quoted } from './quoted'

type Props = {
  studyId: string
  rows: NamedRow[]
  /** Null once the study is opened. */
  decide: Decide | null
}

/** The responses a word stands in, with the sentence, and what becomes of each. */
export function NamedList({ studyId, rows, decide }: Props) {
  return (
    <ScrollX label="Responses with this word">
      <table className="data names stacked">
        <thead>
          <tr>
            <th scope="col">Prompt</th>
            <th scope="col">System</th>
            <th scope="col">Sentence</th>
            <th scope="col">Decision</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.responseId}>
              <th scope="row">
                <code>{row.prompt}</code>
              </th>
              <td>{row.system}</td>
              <td className="sentences whole">
                {row.sentences.map((sentence, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: sentences keep their places
                  <Quoted key={index} {...sentence} />
                ))}
                {row.more > 0 && <span className="quiet">and {row.more} more</span>}
                {row.inPrompt && <span className="quiet">The prompt says it, too.</span>}
              </td>
              <td className="whole">
                {decide ? (
                  <DecideButtons
                    {...{ studyId, decide }}
                    word={row.word}
                    decision={row.decision}
                    responseIds={[row.responseId]}
                    label={`${row.word} in prompt ${row.prompt}, ${row.system}`}
                  />
                ) : (
                  <strong>{row.decision ? DECISION_WORDS[row.decision] : 'undecided: shown as it is'}</strong>
                )}
                {row.decidedAt && (
                  <span className="note by">
                    {row.decidedBy ?? 'the system'}, {moment(row.decidedAt)}
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollX>
  )
}
