import Link from 'next/link'
import { ScrollX } from '@/components/ui/scroll-x'
import { NumberCell, Table } from '@/components/ui/table'
import type { WordRow } from '@/lib/names/queries'
import { KIND_WORDS } from './kind-words'

type Props = { studyId: string; words: WordRow[]; chosen: string | null }

/** The words found in a study's prompts and responses, each leading to where it stands. */
export function WordTable({ studyId, words, chosen }: Props) {
  return (
    <ScrollX label="Words found in prompts and responses">
      <Table className="[&_:is(td,th)]:align-top [&_[aria-current]_th_a]:font-bold [&_[aria-current]_th_a]:decoration-2">
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
              <NumberCell>{row.prompts.toLocaleString('en')}</NumberCell>
              <NumberCell>{row.responses.toLocaleString('en')}</NumberCell>
              <NumberCell>{row.open > 0 ? <strong>{row.open.toLocaleString('en')}</strong> : '0'}</NumberCell>
              <td>{decidedWords(row) || <span className="text-ink-3">–</span>}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </ScrollX>
  )
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
