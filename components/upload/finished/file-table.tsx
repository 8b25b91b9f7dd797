import { ScrollX } from '@/components/ui/scroll-x'
import { NumberCell, Table } from '@/components/ui/table'
import { Note } from '@/components/ui/text'
import { count } from '@/lib/numbers/count'
import { size } from '../bytes'

type Props = {
  label: string
  files: readonly { name: string; records: number; bytes: number; sha256: string }[]
  /** How many are named. */
  most: number
  /** Whether their hashes stand there whole. */
  isWhole?: boolean
  className: string
  /** Where those are that are not named. */
  others?: string
}

/** The files of a study that was finished elsewhere, or of pairs. */
export function FileTable({ label, files, most, isWhole = false, className, others = '' }: Props) {
  return (
    <>
      <ScrollX label={label} className={className}>
        <Table>
          <thead>
            <tr>
              <th scope="col">File</th>
              <NumberCell scope="col" as="th">
                Records
              </NumberCell>
              <NumberCell scope="col" as="th">
                Size
              </NumberCell>
              <th scope="col">SHA-256</th>
            </tr>
          </thead>
          <tbody>
            {files.slice(0, most).map(({ name, records, bytes, sha256 }) => (
              <tr key={sha256}>
                <th scope="row" className="min-w-36 font-mono text-[0.8125rem] wrap-anywhere">
                  {name}
                </th>
                <NumberCell>{records.toLocaleString('en')}</NumberCell>
                <NumberCell>{size(bytes)}</NumberCell>
                <td
                  className={`font-mono text-[0.8125rem] ${isWhole ? 'min-w-[16rem] break-all' : ''}`}
                  title={isWhole ? undefined : sha256}
                >
                  {isWhole ? sha256 : `${sha256.slice(0, 12)}…`}
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      </ScrollX>
      {files.length > most && (
        <Note>
          And {count(files.length - most, 'more file')}
          {others}.
        </Note>
      )}
    </>
  )
}
