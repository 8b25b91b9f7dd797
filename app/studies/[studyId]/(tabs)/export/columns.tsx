import { Disclosure } from '@/components/ui/disclosure'
import type { Column } from '@/lib/exports/columns'
import { ColumnTable } from './column-table'

/** The columns of a file, folded away below its buttons. */
export function Columns({ label, columns }: { label: string; columns: readonly Column[] }) {
  return (
    <Disclosure label={label} aside={String(columns.length)} isPlain>
      <ColumnTable label={label} columns={columns} />
    </Disclosure>
  )
}
