import { ScrollX } from '@/components/ui/scroll-x'
import { Section } from '@/components/ui/section'
import { Table } from '@/components/ui/table'
import type { StudyInput } from '@/lib/designs/schema'
import type { NamedPrompt } from '@/lib/studies/selection-counts'

type Props = { design: StudyInput; names: ReadonlyMap<string, string>; named: NamedPrompt[] }

/** Gold and practice items with their right verdicts. */
export function FrozenKnown({ design: { known, criteria }, names, named }: Props) {
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
              <th scope="col">Answer A</th>
              <th scope="col">Answer B</th>
              <th scope="col">Right verdict</th>
              <th scope="col">Feedback</th>
            </tr>
          </thead>
          <tbody>
            {known.map(({ kind, promptId, systemAId, systemBId, expected, feedback }) => (
              <tr key={`${promptId} ${systemAId} ${systemBId}`}>
                <th scope="row">{prompts.get(promptId)?.externalId ?? 'gone'}</th>
                <td>{kind === 'GOLD' ? 'gold' : 'practice'}</td>
                <td>{names.get(systemAId)}</td>
                <td>{names.get(systemBId)}</td>
                <td>{criteria[0]?.labels[expected] ?? expected}</td>
                <td>{feedback || 'none'}</td>
              </tr>
            ))}
          </tbody>
        </Table>
      </ScrollX>
    </Section>
  )
}
