import { ScrollX } from '@/components/ui/scroll-x'
import { NumberCell, Table } from '@/components/ui/table'
import type { SystemCoverage } from '@/lib/uploads/set-coverage'
import { named, Strip } from './strip'

/** Systems by prompts: who answered what. */
export function SystemCoverageTable({
  systems,
  act,
}: {
  systems: SystemCoverage[]
  /** What can be done to a system's responses, if anything. */
  act?: ((system: SystemCoverage) => React.ReactNode) | undefined
}) {
  return (
    <ScrollX label="Systems and what they answered">
      <Table>
        <thead>
          <tr>
            <th scope="col">System</th>
            <NumberCell scope="col" as="th">
              Prompts answered
            </NumberCell>
            <th scope="col" className="w-2/5">
              In the order of the set
            </th>
            <th scope="col">Missing</th>
            {act && <th scope="col">What you can do</th>}
          </tr>
        </thead>
        <tbody>
          {systems.map((system) => {
            const { id, name, total, covered, empty, further, gaps } = system
            return (
              <tr key={id}>
                <th scope="row">{name}</th>
                <NumberCell>
                  {covered.toLocaleString('en')} of {total.toLocaleString('en')}
                </NumberCell>
                <td className="align-middle">
                  <Strip thin total={total} covered={covered} gaps={gaps} />
                </td>
                <td className="text-ink-2">
                  {[
                    gaps.length > 0 ? named(gaps, 3) : 'none',
                    empty > 0 && `${empty} empty`,
                    further > 0 && `${further} further samples`,
                  ]
                    .filter(Boolean)
                    .join('; ')}
                </td>
                {act && <td>{act(system)}</td>}
              </tr>
            )
          })}
        </tbody>
      </Table>
    </ScrollX>
  )
}
