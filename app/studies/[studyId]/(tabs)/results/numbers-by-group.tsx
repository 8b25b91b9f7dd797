import type { ReactNode } from 'react'
import { FoldSection } from '@/components/ui/fold-section'
import { ScrollX } from '@/components/ui/scroll-x'
import { Table } from '@/components/ui/table'

type Props<Row> = {
  rows: readonly Row[]
  /** How narrow a table may become before it scrolls. */
  className: string
  /** Caption, head and body of a group's table. */
  table: (group: string, rows: Row[]) => ReactNode
  /** What stands under the tables. */
  children: ReactNode
}

/** The figure's numbers as a table for each group that has some, to read and to copy. */
export function NumbersByGroup<Row extends { group: string; n: number }>({
  rows,
  className,
  table,
  children,
}: Props<Row>) {
  const judged = rows.filter(({ n }) => n > 0)
  const groups = [...new Set(judged.map(({ group }) => group))]
  return (
    // Of one group they are short; of several they repeat what the panels show.
    <FoldSection
      id="numbers"
      title="The numbers"
      aside={groups.length > 1 ? `${groups.length} groups` : ''}
      isOpen={groups.length <= 1}
    >
      {groups.map((group) => (
        <ScrollX key={group} label={`Numbers for ${group}`} className="[section+&]:mt-8">
          <Table className={className}>
            {table(
              group,
              judged.filter((row) => row.group === group),
            )}
          </Table>
        </ScrollX>
      ))}
      {children}
    </FoldSection>
  )
}
