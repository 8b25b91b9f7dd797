import Link from 'next/link'
import { ScrollX } from '@/components/ui/scroll-x'
import { NumberCell, Table } from '@/components/ui/table'
import { Prose } from '@/components/ui/text'
import type { SecurityRow } from '@/lib/audit/security-queries'
import type { Language } from '@/lib/i18n/languages'
import type { StaffWords } from '@/lib/i18n/staff'
import { moment } from '../ui/dates'

type Props = { rows: SecurityRow[]; words: StaffWords['security']; language: Language }

/** Events of the security log. */
export function SecurityTable({ rows, words, language }: Props) {
  // A refusal is about what was asked for: told in words.
  const needs: Readonly<Record<string, string>> = words.needs
  if (rows.length === 0) return <Prose>{words.none}</Prose>
  return (
    <ScrollX label={words.title}>
      <Table>
        <thead>
          <tr>
            {(['when', 'what', 'who', 'about', 'study', 'where'] as const).map((column) => (
              <th key={column} scope="col">
                {words.columns[column]}
              </th>
            ))}
            <NumberCell scope="col" as="th">
              {words.columns.times}
            </NumberCell>
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
                  <span className="text-ink-2">{words.nobody}</span>
                )}
              </td>
              <td className="max-w-60 break-words">{subject && (needs[subject] ?? shorten(subject))}</td>
              <td className="min-w-28 max-w-60 break-words">
                {study && <Link href={`/studies/${study.id}`}>{study.title ?? shorten(study.id)}</Link>}
              </td>
              <td className="text-xs/normal text-ink-2 min-w-40">
                {[network, browser].filter((part) => part !== null).join(', ')}
              </td>
              <NumberCell>{times}</NumberCell>
            </tr>
          ))}
        </tbody>
      </Table>
    </ScrollX>
  )
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The beginning of an id is enough to tell it by. */
function shorten(text: string): string {
  return ID.test(text) ? `${text.slice(0, 8)}…` : text
}
