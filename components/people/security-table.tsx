import Link from 'next/link'
import { ScrollX } from '@/components/ui/scroll-x'
import type { SecurityRow } from '@/lib/audit/security-queries'
import type { Language } from '@/lib/i18n/languages'
import type { PageWords } from '@/lib/i18n/pages'
import { moment } from '../ui/dates'

type Props = { rows: SecurityRow[]; words: PageWords['security']; language: Language }

/** Events of the security log. */
export function SecurityTable({ rows, words, language }: Props) {
  if (rows.length === 0) return <p className="prose">{words.none}</p>
  return (
    <ScrollX label={words.title}>
      <table className="data">
        <thead>
          <tr>
            {(['when', 'what', 'who', 'about', 'study', 'where'] as const).map((column) => (
              <th key={column} scope="col">
                {words.columns[column]}
              </th>
            ))}
            <th scope="col" className="num">
              {words.columns.times}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, at, kind, who, subject, study, network, browser, times }) => (
            <tr key={id}>
              <td className="whitespace-nowrap">{moment(at, language)}</td>
              <td className="whitespace-nowrap">{words.kinds[kind]}</td>
              <td className="max-w-40 break-words">
                {who ? (
                  <Link href={`/admin/people/${who.id}`}>{who.name ?? shorten(who.id)}</Link>
                ) : (
                  <span className="quiet">{words.nobody}</span>
                )}
              </td>
              <td className="max-w-60 break-words">{subject && shorten(subject)}</td>
              <td className="min-w-28 max-w-60 break-words">
                {study && <Link href={`/studies/${study.id}`}>{study.title ?? shorten(study.id)}</Link>}
              </td>
              <td className="note min-w-40">{[network, browser].filter((part) => part !== null).join(', ')}</td>
              <td className="num">{times}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollX>
  )
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The beginning of an id is enough to tell it by. */
function shorten(text: string): string {
  return ID.test(text) ? `${text.slice(0, 8)}…` : text
}
