import { moment } from '@/components/ui/dates'
import { ScrollX } from '@/components/ui/scroll-x'
import { Table } from '@/components/ui/table'
import { Note } from '@/components/ui/text'
import type { NamedRow } from '@/lib/names/queries'
import { type Decide, DecideButtons } from './decide'
import { DECISION_WORDS } from './kind-words'
import { Quoted } from './quoted'
import { STACKED } from './stacked'

type Props = {
  studyId: string
  rows: NamedRow[]
  /** Null once the study is opened. */
  decide: Decide | null
}

/** The prompts and responses a word stands in, with the sentence, and what becomes of each. */
export function NamedList({ studyId, rows, decide }: Props) {
  return (
    <ScrollX label="Texts with this word">
      <Table className={`${STACKED} [&_:is(td,th)]:align-top`}>
        <thead>
          <tr>
            <th scope="col">Prompt</th>
            <th scope="col">Whose words</th>
            <th scope="col">Sentence</th>
            <th scope="col">Decision</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.foundIn}>
              <th scope="row">
                <code>{row.prompt}</code>
              </th>
              <td>{speakerOf(row)}</td>
              <td className="max-w-(--measure) min-w-64 max-md:col-span-full">
                {row.sentences.map((sentence, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: sentences keep their places
                  <Quoted key={index} {...sentence} />
                ))}
                {row.more > 0 && <span className="mt-1 block text-ink-2">and {row.more} more</span>}
                {row.inPrompt && <span className="mt-1 block text-ink-2">The prompt says it, too.</span>}
              </td>
              <td className="max-md:col-span-full">
                {decide ? (
                  <DecideButtons
                    {...{ studyId, decide }}
                    word={row.word}
                    decision={row.decision}
                    foundIn={[row.foundIn]}
                    label={`${row.word} in prompt ${row.prompt}, ${speakerOf(row)}`}
                  />
                ) : (
                  <strong>{row.decision ? DECISION_WORDS[row.decision] : 'undecided: shown as it is'}</strong>
                )}
                {row.decidedAt && (
                  <Note as="span" className="mt-1 block">
                    {row.decidedBy ?? 'the system'}, {moment(row.decidedAt)}
                  </Note>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </ScrollX>
  )
}

/** Whose response it is, and which, where it is not the first to the prompt. */
function speakerOf({ system, sample }: NamedRow): string {
  if (system === null) return 'the prompt itself'
  return sample > 0 ? `${system} (sample ${sample + 1})` : system
}
