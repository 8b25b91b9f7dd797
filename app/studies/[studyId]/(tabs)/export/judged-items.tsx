import { Prose } from '@/components/ui/text'
import { ARGILLA_COLUMNS } from '@/lib/exports/argilla'
import { INSPECT_COLUMNS } from '@/lib/exports/inspect-scores'
import { LABEL_STUDIO_COLUMNS } from '@/lib/exports/label-studio'
import { LLM_COMPARATOR_COLUMNS } from '@/lib/exports/llm-comparator'
import type { PreferenceQuery } from '@/lib/exports/preference-query'
import { Columns } from './columns'
import { Files } from './files'
import { Manifests } from './manifests'

type Props = { studyId: string; isHidden: boolean; asked: PreferenceQuery }

const FILES = [
  ...['llm-comparator.zip', 'inspect-scores.zip', 'label-studio.json', 'label-studio-config.xml', 'argilla.jsonl'],
]
const MANIFESTS = ['llm-comparator', 'inspect-scores', 'label-studio', 'argilla'].map((stem) => `${stem}.manifest.json`)

/** Items with all that was said of them, as tools that show or score them take it. */
export function JudgedItems({ studyId, isHidden, asked }: Props) {
  return (
    <>
      <h3>Judged items</h3>
      {!isHidden && <Files studyId={studyId} names={FILES} query={`?${new URLSearchParams(asked)}`} />}
      {!isHidden && (
        <Manifests studyId={studyId} names={MANIFESTS} query={`?${new URLSearchParams(asked)}`} of="judged items" />
      )}
      <Prose>
        Items with all verdicts on them, ties among them, of the annotators chosen above. LLM Comparator has a file for
        each two systems. Inspect has one for each system and other: what is chosen above says how many verdicts make a
        score. Label Studio’s tasks belong to the configuration beside them. Argilla’s records are of its version 2.
      </Prose>
      <Columns label="Columns of LLM Comparator’s examples" columns={LLM_COMPARATOR_COLUMNS} />
      <Columns label="Columns of Inspect’s scores" columns={INSPECT_COLUMNS} />
      <Columns label="Columns of Label Studio’s tasks" columns={LABEL_STUDIO_COLUMNS} />
      <Columns label="Columns of Argilla’s records" columns={ARGILLA_COLUMNS} />
    </>
  )
}
