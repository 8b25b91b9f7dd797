import Link from 'next/link'
import { ScrollX } from '@/components/ui/scroll-x'
import { Table } from '@/components/ui/table'
import { Note } from '@/components/ui/text'
import { PartTitle } from '../part-title'

type Props = { formats: readonly { id: string; name: string; policy: { ties: string } }[] }

/** On a phone a format is a paragraph of its own. */
const LIST = [
  'max-sm:[&_thead]:hidden max-sm:[&_tr]:grid max-sm:[&_tr]:border-b max-sm:[&_tr]:border-rule max-sm:[&_tr]:py-2',
  'max-sm:[&_tr:last-child]:border-b-0 max-sm:[&_:is(td,th)]:border-b-0 max-sm:[&_:is(td,th)]:px-0 max-sm:[&_:is(td,th)]:py-[0.1rem]',
].join(' ')

/** What files of judgments are read, and what becomes of their ties. */
export function JudgmentFormats({ formats }: Props) {
  return (
    <section className="mt-12 max-w-[60rem]" aria-labelledby="formats">
      <PartTitle id="formats">Formats</PartTitle>
      <p className="text-ink-2">
        Recognised by content. All files of a study are of one format; up to 100 MB each here, any size with{' '}
        <code className="wrap-anywhere">npm run import -- study</code>.
      </p>
      <ScrollX label="Formats" className="mt-4">
        <Table className={LIST}>
          <thead>
            <tr>
              <th scope="col">Format</th>
              <th scope="col">Ties</th>
            </tr>
          </thead>
          <tbody>
            {formats.map(({ id, name, policy }) => (
              <tr key={id}>
                <th scope="row">{name}</th>
                <td className="text-ink-2">{policy.ties}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      </ScrollX>
      <Note className="mt-3">
        Their fields, and what each loses, are described in docs/file-formats.md. Of any other table, or of one of these
        by your own reading, <Link href="/tables">tell what its columns mean</Link>.
      </Note>
    </section>
  )
}
