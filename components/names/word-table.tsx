import Link from 'next/link'
import { ScrollX } from '@/components/ui/scroll-x'
import { NumberCell, Table } from '@/components/ui/table'
import type { NameDecision } from '@/lib/designs/decided-name'
import type { WordRow } from '@/lib/names/queries'
import { type Decide, DecideButtons } from './decide'
import { KIND_WORDS } from './kind-words'
import { STACKED } from './stacked'

type Props = {
  studyId: string
  words: WordRow[]
  chosen: string | null
  /** Null once the study is opened. */
  decide: Decide | null
}

/** The words found in a study's prompts and responses, each leading to where it stands. */
export function WordTable({ studyId, words, chosen, decide }: Props) {
  return (
    <ScrollX label="Words found in prompts and responses">
      <Table
        className={`${STACKED} [&_:is(td,th)]:align-top [&_[aria-current]_th_a]:font-bold [&_[aria-current]_th_a]:decoration-2`}
      >
        <thead>
          <tr>
            <th scope="col">Word</th>
            <th scope="col">What it is</th>
            <NumberCell scope="col" as="th">
              Prompts
            </NumberCell>
            <NumberCell scope="col" as="th">
              Responses
            </NumberCell>
            <NumberCell scope="col" as="th">
              Open
            </NumberCell>
            <th scope="col">Decided</th>
            {decide && <th scope="col">All of this word</th>}
          </tr>
        </thead>
        <tbody>
          {words.map((row) => (
            <tr key={row.word} aria-current={row.word === chosen ? 'true' : undefined}>
              <th scope="row">
                <Link href={`/studies/${studyId}/design/names?word=${encodeURIComponent(row.word)}#found`}>
                  {row.word}
                </Link>
              </th>
              <td>{KIND_WORDS[row.kind]}</td>
              <NumberCell>
                {row.prompts.toLocaleString('en')} <Unit>prompts</Unit>
              </NumberCell>
              <NumberCell>
                {row.responses.toLocaleString('en')} <Unit>responses</Unit>
              </NumberCell>
              <NumberCell>
                {row.open > 0 ? <strong>{row.open.toLocaleString('en')}</strong> : '0'} <Unit>open</Unit>
              </NumberCell>
              <td>{decidedWords(row) || <span className="text-ink-3">–</span>}</td>
              {decide && (
                <td className="max-md:col-span-full">
                  <DecideButtons
                    {...{ studyId, decide }}
                    word={row.word}
                    foundIn="EVERYWHERE"
                    decision={sameOf(row)}
                    label={`All of ${row.word}`}
                  />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </Table>
    </ScrollX>
  )
}

/** Stands for the head of a column where rows are paragraphs. */
function Unit({ children }: { children: string }) {
  return <span className="md:hidden">{children}</span>
}

/** What is decided about all of a word; null where it is not the same everywhere. */
function sameOf({ prompts, responses, kept, masked, excluded }: WordRow): NameDecision | null {
  const all = prompts + responses
  return kept === all ? 'KEEP' : masked === all ? 'MASK' : excluded === all ? 'EXCLUDE' : null
}

function decidedWords({ kept, masked, excluded }: WordRow): string {
  const parts = [
    [kept, 'kept'],
    [masked, 'masked'],
    [excluded, 'left out'],
  ] as const
  return parts
    .filter(([n]) => n > 0)
    .map(([n, words]) => `${n.toLocaleString('en')} ${words}`)
    .join(', ')
}
