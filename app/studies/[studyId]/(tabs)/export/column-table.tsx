import { ScrollX } from '@/components/ui/scroll-x'
import type { Column } from '@/lib/exports/columns'

/** What each column of a file holds. */
export function ColumnTable({ label, columns }: { label: string; columns: readonly Column[] }) {
  return (
    <ScrollX label={label}>
      <table className="data columns">
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
              <td className="quiet">{type}</td>
              <td>{holds}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollX>
  )
}
