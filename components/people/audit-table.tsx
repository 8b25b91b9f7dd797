import Link from 'next/link'
import { ScrollX } from '@/components/ui/scroll-x'
import { Table } from '@/components/ui/table'
import { Prose } from '@/components/ui/text'
import type { AuditRow } from '@/lib/audit/queries'
import { tellAct } from '@/lib/audit/sentences'
import { moment } from '../ui/dates'

/** Entries of the audit trail; within a study, the column that names it is left out. */
export function AuditTable({ rows, ofStudy = false }: { rows: AuditRow[]; ofStudy?: boolean }) {
  if (rows.length === 0) return <Prose>Nothing is written here yet.</Prose>
  return (
    <ScrollX label="Entries of the audit trail">
      <Table>
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">Who</th>
            <th scope="col">Did</th>
            {!ofStudy && <th scope="col">In study</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td className="whitespace-nowrap">{moment(row.at)}</td>
              <td className="max-w-40 break-words">
                {row.actor ?? <span className="text-ink-2">{nobodyWords(row)}</span>}
              </td>
              <td className="min-w-60 wrap-anywhere">
                {tellAct(row)}.{' '}
                {row.action.startsWith('upload.') && <Link href={`/uploads/${row.subject}`}>See the upload</Link>}
              </td>
              {!ofStudy && (
                <td className="min-w-28 max-w-60 break-words">
                  {row.study && <Link href={`/studies/${row.study.id}`}>{row.study.title ?? 'deleted'}</Link>}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </Table>
    </ScrollX>
  )
}

/** Who did what nobody is named for. */
export function nobodyWords({ action }: Pick<AuditRow, 'action'>): string {
  return action === 'annotator.join' ? 'an annotator' : 'the system'
}
