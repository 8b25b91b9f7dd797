import { ScrollX } from '@/components/ui/scroll-x'
import { NumberCell, Table } from '@/components/ui/table'
import type { StudyInput } from '@/lib/designs/schema'
import { count } from '@/lib/numbers/count'
import { Facts } from './facts'

/** Who judges how much, and what tells how well they do. */
export function FrozenAnnotators({ design }: { design: StudyInput }) {
  const { groups, overlap, sharedItems, repeatShare, identicalChecks, cap } = design
  // A response alone cannot be compared with itself.
  const checks: [string, string][] =
    identicalChecks === undefined
      ? []
      : [['Check items', identicalChecks === 0 ? 'none' : `${identicalChecks} for each annotator`]]
  return (
    <Facts
      id="annotators"
      title="Annotators"
      facts={[
        ['Judgments per item, by anybody', String(overlap)],
        ['Shared set', sharedItems === 0 ? 'none' : count(sharedItems, 'item')],
        [
          'Repeats',
          repeatShare === 0
            ? 'none'
            : `${Math.round(repeatShare * 1000) / 10}% of judgments${design.protocol === 'RATING' ? '' : ', sides swapped'}`,
        ],
        ...checks,
        ['At most per annotator', cap === null ? 'no limit' : cap.toLocaleString('en')],
      ]}
    >
      <ScrollX label="Groups of annotators" className="mt-5">
        <Table>
          <thead>
            <tr>
              <th scope="col">Group</th>
              <th scope="col">Codes begin with</th>
              <NumberCell scope="col" as="th">
                Places
              </NumberCell>
              <NumberCell scope="col" as="th">
                Own per item
              </NumberCell>
              <th scope="col">Shared set</th>
            </tr>
          </thead>
          <tbody>
            {groups.map((group) => (
              <tr key={group.codePrefix}>
                <th scope="row">{group.name}</th>
                <td className="font-mono text-[0.92em]">{group.codePrefix}</td>
                <NumberCell>{group.places ?? 'open'}</NumberCell>
                <NumberCell>{group.overlap}</NumberCell>
                <td>{group.judgesShared ? 'judges it' : 'does not'}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      </ScrollX>
    </Facts>
  )
}
