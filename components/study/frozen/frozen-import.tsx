import { Section } from '@/components/ui/section'
import { Prose, Standfirst } from '@/components/ui/text'
import { FileTable } from '@/components/upload/finished/file-table'
import type { StudyInput } from '@/lib/designs/schema'
import { count } from '@/lib/numbers/count'
import type { ImportedProtocol } from '@/lib/studies/read-imported'
import type { FrozenProtocol } from '@/lib/studies/read-protocol'
import { PROBLEMS, type ProblemCode } from '@/lib/uploads/problems'
import { Facts } from './facts'
import { FrozenComparisons } from './frozen-comparisons'
import { FrozenQuestion } from './frozen-question'

type Props = { studyId: string; design: StudyInput; protocol: FrozenProtocol; imported: ImportedProtocol }

/** A study that was finished elsewhere was not planned here: its protocol says how its files were read. */
export function FrozenImport({ studyId, design, protocol, imported }: Props) {
  const { readAs, repeats, groups, group, counts } = imported
  const leftOut = Object.entries(counts.leftOut)
  return (
    <>
      <h1>Design</h1>
      <Standfirst>
        This study was finished elsewhere and brought in. What stands here is what its files say, and how they were
        read.
      </Standfirst>
      <Files {...imported} />
      <Facts
        id="read"
        title="How they were read"
        facts={[
          ['Format', readAs.name],
          ['Ties', readAs.policy.ties],
          ['Repeats', `${readAs.policy.repeats} Of several judgments of an item by one annotator counts ${repeats}.`],
          ['Sides', readAs.policy.sides],
          ['Losses', readAs.policy.losses],
        ]}
      />
      <Facts
        id="counted"
        title="What was counted"
        facts={[
          [
            'Judgments',
            `${count(counts.judgments, 'judgment')} of ${count(counts.items, 'item')} by ${count(counts.annotators, 'annotator')}`,
          ],
          ['Repeats', counts.repeats === 0 ? 'none' : `${counts.repeats.toLocaleString('en')}, kept and in no figure`],
          [
            'Left out',
            leftOut.length === 0
              ? 'none'
              : leftOut
                  .map(([code, n]) => `${PROBLEMS[code as ProblemCode]?.short ?? code}: ${n.toLocaleString('en')}`)
                  .join(', '),
          ],
          [
            'Groups',
            `${groups.map(({ name, kind }) => `${name} (${kind === 'LLM' ? 'language models' : 'people'})`).join(', ')}${group ? '; one for all, in place of those of the files' : ''}`,
          ],
        ]}
      />
      <Section aria-labelledby="protocol">
        <h2 id="protocol">Protocol</h2>
        <Prose>
          All of this is{' '}
          <a href={`/api/studies/${studyId}/protocol.json`} download>
            a file of canonical JSON
          </a>
          . The same files, read in the same way under the same title, give the same one. Its SHA-256 is
        </Prose>
        <p className="mt-[0.6rem] wrap-anywhere font-mono text-[0.92em]">{protocol.protocolHash}</p>
      </Section>
      <FrozenQuestion design={design} source="" />
      <FrozenComparisons design={design} protocol={protocol} />
    </>
  )
}

/** Files that are listed; the protocol has all. */
const LISTED = 100

function Files({ files }: ImportedProtocol) {
  return (
    <Section aria-labelledby="imported-files">
      <h2 id="imported-files">Files</h2>
      <FileTable
        label="Files of the study"
        files={files}
        most={LISTED}
        isWhole
        className="mt-3"
        others=", in the protocol"
      />
    </Section>
  )
}
