import { count } from '@/components/ui/count'
import { ScrollX } from '@/components/ui/scroll-x'
import type { StudyInput } from '@/lib/designs/schema'
import { Facts } from './facts'

/** Who judges how much, and what tells how well they do. */
export function FrozenAnnotators({ design }: { design: StudyInput }) {
  const { groups, overlap, sharedItems, repeatShare, identicalChecks, cap } = design
  return (
    <Facts
      id="annotators"
      title="Annotators"
      facts={[
        ['Judgments per item, by anybody', String(overlap)],
        ['Shared set', sharedItems === 0 ? 'none' : count(sharedItems, 'item')],
        ['Repeats', repeatShare === 0 ? 'none' : `${Math.round(repeatShare * 1000) / 10}% of judgments, sides swapped`],
        ['Identical pairs', identicalChecks === 0 ? 'none' : `${identicalChecks} for each annotator`],
        ['At most per annotator', cap === null ? 'no limit' : cap.toLocaleString('en')],
      ]}
    >
      <ScrollX label="Groups of annotators" className="section-tight">
        <table className="data">
          <thead>
            <tr>
              <th scope="col">Group</th>
              <th scope="col">Letters</th>
              <th scope="col" className="num">
                Places
              </th>
              <th scope="col" className="num">
                Kept per item
              </th>
              <th scope="col">Shared set</th>
            </tr>
          </thead>
          <tbody>
            {groups.map((group) => (
              <tr key={group.codePrefix}>
                <th scope="row">{group.name}</th>
                <td className="mono">{group.codePrefix}</td>
                <td className="num">{group.places ?? 'open'}</td>
                <td className="num">{group.overlap}</td>
                <td>{group.judgesShared ? 'judges it' : 'does not'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollX>
    </Facts>
  )
}
