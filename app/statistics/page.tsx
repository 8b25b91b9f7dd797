import type { Metadata } from 'next'
import { Frame } from '@/components/ui/frame'
import { ScrollX } from '@/components/ui/scroll-x'
import { Section } from '@/components/ui/section'
import { NumberCell, Table } from '@/components/ui/table'
import { Note, Standfirst } from '@/components/ui/text'
import { readVerification, type Verification } from '@/lib/health/read-verification'
import { wholeNumber } from '@/lib/numbers/percent'
import { sitePageAccess } from '@/lib/server/page'

export const metadata: Metadata = { title: 'How these numbers are checked' }

export default async function StatisticsPage() {
  const { actor } = await sitePageAccess('studies:list')
  const checks = await readVerification()
  return (
    <Frame crumbs={[{ label: 'Statistics', href: '/statistics' }]} person={actor}>
      <h1>How these numbers are checked</h1>
      {checks ? (
        <Report checks={checks} />
      ) : (
        <Standfirst>
          This build was made without a check. <code>npm run golden -- lib/stats/golden-data</code> makes one.
        </Standfirst>
      )}
    </Frame>
  )
}

/** What the families of reference values are about. */
const FAMILIES: Record<string, string> = {
  agreement: 'Agreement of annotators',
  bias: 'Position and length',
  bootstrap: 'Bootstrap, on given resamples',
  bt: 'Bradley–Terry, Davidson, Rao–Kupper',
  conversation: 'Turns of conversations: shares, first failures',
  elo: 'Elo',
  judge: 'Judges: both orders, repeats, length, themselves',
  parity: 'Judges beside people: parity, alternative annotator test',
  ppi: 'Prediction-powered means',
  quality: 'Annotators: Dawid–Skene, MACE, leave-one-out',
  rates: 'Shares and scores, with intervals',
  ratings: 'Ratings: shares, means, pairs, agreement',
  sequential: 'Confidence sequences',
  tests: 'Tests',
  units: 'Planning, quantiles and edges, without a study',
  published: 'Published worked examples',
}

/** A docstring, with its code as code. */
function Said({ text }: { text: string }) {
  return text.split('`').map((part, index) => (index % 2 === 0 ? part : <code key={part}>{part}</code>))
}

function Report({ checks: { at, families, sources, failed, estimators } }: { checks: Verification }) {
  const passed = Object.values(families).reduce((sum, family) => sum + family.passed, 0)
  return (
    <>
      <Standfirst>
        When this version was built, {wholeNumber(passed)} values were the ones that other software and the literature
        give, and {failed === 0 ? 'none was not' : `${wholeNumber(failed)} were not`}.
      </Standfirst>
      <Note>Run on {at.slice(0, 16).replace('T', ' ')} UTC, on the sources of this build.</Note>
      <Section aria-labelledby="values">
        <h2 id="values">Reference values</h2>
        <ScrollX label="Reference values">
          <Table>
            <thead>
              <tr>
                <th scope="col">Family</th>
                <th scope="col">Values of</th>
                {['Passed', 'Failed', 'Unsupported'].map((head) => (
                  <NumberCell scope="col" as="th" key={head}>
                    {head}
                  </NumberCell>
                ))}
              </tr>
            </thead>
            <tbody>
              {Object.entries(families).map(([name, family]) => (
                <tr key={name}>
                  <th scope="row">{FAMILIES[name] ?? name}</th>
                  <td>{(sources[name] ?? []).join(', ')}</td>
                  <NumberCell>{wholeNumber(family.passed)}</NumberCell>
                  <NumberCell>{wholeNumber(family.failed)}</NumberCell>
                  <NumberCell>{wholeNumber(family.unsupported)}</NumberCell>
                </tr>
              ))}
            </tbody>
          </Table>
        </ScrollX>
      </Section>
      <Section aria-labelledby="estimators">
        <h2 id="estimators">Estimators and their sources</h2>
        <ScrollX label="Estimators">
          <Table>
            <thead>
              <tr>
                <th scope="col">Function</th>
                <th scope="col">What it is</th>
                <th scope="col">Source</th>
              </tr>
            </thead>
            <tbody>
              {estimators.map(({ name, says, see }) => (
                <tr key={name}>
                  <th scope="row">
                    <code>{name}</code>
                  </th>
                  <td>
                    <Said text={says} />
                  </td>
                  <td>{see.join('; ')}</td>
                </tr>
              ))}
            </tbody>
          </Table>
        </ScrollX>
      </Section>
    </>
  )
}
