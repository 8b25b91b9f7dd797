import { ScrollX } from '@/components/ui/scroll-x'
import { Table } from '@/components/ui/table'
import type { Column } from '@/lib/exports/columns'

/** What each column of a file holds. */
export function ColumnTable({ label, columns }: { label: string; columns: readonly Column[] }) {
  return (
    <ScrollX label={label}>
      <Table className="max-w-[60rem]">
        <thead>
          <tr>
            <th scope="col">Column</th>
            <th scope="col">Type</th>
            <th scope="col">Holds</th>
          </tr>
        </thead>
        <tbody>
          {columns.map(({ name, type, holds }) => (
            <tr key={name}>
              <th scope="row">
                <code>{name}</code>
              </th>
              <td className="text-ink-2">{type}</td>
              <td>{holds}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </ScrollX>
  )
}
