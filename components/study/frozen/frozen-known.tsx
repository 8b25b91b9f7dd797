import { ScrollX } from '@/components/ui/scroll-x'
import { Section } from '@/components/ui/section'
import { Table } from '@/components/ui/table'
import { optionsOf } from '@/lib/designs/options-of'
import type { StudyInput } from '@/lib/designs/schema'
import type { NamedPrompt } from '@/lib/studies/selection-counts'

type Props = { design: StudyInput; names: ReadonlyMap<string, string>; named: NamedPrompt[] }

/** Gold and practice items with their right verdicts. */
export function FrozenKnown({ design, names, named }: Props) {
  const isRating = design.protocol === 'RATING'
  const options = design.criteria[0] ? optionsOf(design.criteria[0]) : []
  const prompts = new Map(named.map((prompt) => [prompt.id, prompt]))
  return (
    <Section aria-labelledby="frozen-known">
      <h2 id="frozen-known">Gold and practice items</h2>
      <ScrollX label="Gold and practice items">
        <Table>
          <thead>
            <tr>
              <th scope="col">Prompt</th>
              <th scope="col">Kind</th>
              <th scope="col">{isRating ? 'Response of' : 'Answer A'}</th>
              {!isRating && <th scope="col">Answer B</th>}
              <th scope="col">Right verdict</th>
              <th scope="col">Feedback</th>
            </tr>
          </thead>
          <tbody>
            {rowsOf(design).map(({ kind, promptId, systemIds, expected, feedback }) => (
              <tr key={`${promptId} ${systemIds.join(' ')}`}>
                <th scope="row">{prompts.get(promptId)?.externalId ?? 'gone'}</th>
                <td>{kind === 'GOLD' ? 'gold' : 'practice'}</td>
                {systemIds.map((id) => (
                  <td key={id}>{names.get(id)}</td>
                ))}
                <td>{options.find(({ code }) => code === expected)?.label ?? expected}</td>
                <td>{feedback || 'none'}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      </ScrollX>
    </Section>
  )
}

/** Gold and practice items with the systems whose responses they show. */
function rowsOf(design: StudyInput) {
  return design.protocol === 'RATING'
    ? design.known.map(({ systemId, ...each }) => ({ ...each, systemIds: [systemId] }))
    : design.known.map(({ systemAId, systemBId, ...each }) => ({ ...each, systemIds: [systemAId, systemBId] }))
}
