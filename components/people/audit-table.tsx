import Link from 'next/link'
import { ScrollX } from '@/components/ui/scroll-x'
import type { AuditRow } from '@/lib/audit/queries'
import { moment } from './dates'

/** Entries of the audit trail; within a study, the column that names it is left out. */
export function AuditTable({ rows, ofStudy = false }: { rows: AuditRow[]; ofStudy?: boolean }) {
  if (rows.length === 0) return <p className="prose">Nothing is written here yet.</p>
  return (
    <ScrollX label="Entries of the audit trail">
      <table className="data">
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">Who</th>
            <th scope="col">Did</th>
            <th scope="col">To</th>
            {!ofStudy && <th scope="col">In study</th>}
            <th scope="col">Detail</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const { id, at, actor, action, study, detail } = row
            return (
              <tr key={id}>
                <td className="whitespace-nowrap">{moment(at)}</td>
                <td className="max-w-40 break-words">
                  {actor ?? (
                    <span className="quiet">{action === 'annotator.join' ? 'an annotator' : 'the system'}</span>
                  )}
                </td>
                <td className="whitespace-nowrap">{action}</td>
                <td className="max-w-60 break-words">
                  <Subject {...row} />
                </td>
                {!ofStudy && (
                  <td className="min-w-28 max-w-60 break-words">
                    {study && <Link href={`/studies/${study.id}`}>{study.title ?? 'deleted'}</Link>}
                  </td>
                )}
                <td
                  className="note min-w-60 wrap-anywhere"
                  title={detail === null ? undefined : JSON.stringify(detail)}
                >
                  {summarise(detail)}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </ScrollX>
  )
}

const ID = /^[0-9a-f]{8}[0-9a-f-]{28,}$/

/** An upload by its file, what is known by its id alone by the beginning of that, anything else by its name. */
function Subject({ action, subject, detail }: AuditRow) {
  if (action.startsWith('upload.') && detail !== null && typeof detail === 'object' && 'filename' in detail)
    return <Link href={`/uploads/${subject}`}>{String(detail.filename)}</Link>
  return ID.test(subject) ? <code title={subject}>{shorten(subject)}</code> : subject
}

/** A flat record as `key value, key value`, without what is empty; anything deeper as JSON. */
function summarise(detail: unknown): string {
  if (detail === null || typeof detail !== 'object') return detail === null ? '' : String(detail)
  return Object.entries(detail)
    .map(([key, value]) => [key, typeof value === 'object' ? JSON.stringify(value) : shorten(String(value))])
    .filter(([, value]) => value !== 'null' && value !== '{}')
    .map(([key = '', value]) => `${key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)} ${value}`)
    .join(', ')
}

/** The beginning of an id or a hash is enough to tell it by. */
function shorten(text: string): string {
  return ID.test(text) ? `${text.slice(0, 8)}…` : text
}
