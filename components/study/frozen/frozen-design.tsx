import { moment } from '@/components/ui/dates'
import { FocusHome } from '@/components/ui/focus-home'
import { Standfirst } from '@/components/ui/text'
import type { DesignChoices } from '@/lib/designs/design-choices'
import type { StudyInput } from '@/lib/designs/schema'
import type { Answer } from '@/lib/server/action'
import type { AmendmentInput } from '@/lib/studies/amendment-schema'
import type { ImportedProtocol } from '@/lib/studies/read-imported'
import type { FrozenProtocol } from '@/lib/studies/read-protocol'
import type { NamedPrompt } from '@/lib/studies/selection-counts'
import type { ModelSource } from '../design/models/source'
import { Amend } from './amend'
import { Amendments } from './amendments'
import { FrozenAnnotators } from './frozen-annotators'
import { FrozenComparisons } from './frozen-comparisons'
import { FrozenDesk } from './frozen-desk'
import { FrozenImport } from './frozen-import'
import { FrozenKnown } from './frozen-known'
import { FrozenModels } from './frozen-models'
import { FrozenNames } from './frozen-names'
import { FrozenOrder } from './frozen-order'
import { FrozenPlan } from './frozen-plan'
import { FrozenQuestion } from './frozen-question'
import { ProtocolHash } from './protocol-hash'

type Props = {
  studyId: string
  design: StudyInput
  protocol: FrozenProtocol
  /** How its files were read, of a study that was finished elsewhere. */
  imported: ImportedProtocol | null
  choices: DesignChoices
  named: NamedPrompt[]
  models: ModelSource
  /** What was done otherwise than planned, a sentence each. */
  deviations: readonly string[]
  amend: (input: AmendmentInput & { studyId: string }) => Promise<Answer<{ number: number }>>
}

/** An opened study's design, to read, with what may still change about it. */
export function FrozenDesign({
  studyId,
  design,
  protocol,
  imported,
  choices,
  named,
  models,
  deviations,
  amend,
}: Props) {
  const { status, openedAt, amendments } = protocol
  if (protocol.origin === 'RECONSTRUCTED') return <Published design={design} source={protocol.source} />
  if (imported) return <FrozenImport {...{ studyId, design, protocol, imported }} />
  const mayAmend = status === 'OPEN' || status === 'PAUSED'
  const isClosed = status === 'CLOSED'
  return (
    <>
      <h1>Design</h1>
      <Standfirst>
        Frozen since the study was opened{openedAt && `, ${moment(openedAt)}`}.{' '}
        {mayAmend && 'What may still change, changes as an amendment: on record, with its reason.'}
      </Standfirst>
      <ProtocolHash studyId={studyId} hash={protocol.protocolHash} />
      <FrozenPlan
        studyId={studyId}
        plan={protocol.plan}
        questions={design.criteria.map(({ question }) => question)}
        deviations={deviations}
      />
      <Amendments amendments={amendments} mayAmend={mayAmend} />
      {(mayAmend || isClosed) && (
        // What was amended makes its form anew.
        <FocusHome label="Amendments">
          <Amend
            key={amendments.length}
            studyId={studyId}
            design={design}
            protocol={protocol}
            choices={choices}
            models={models}
            amend={amend}
            isClosed={isClosed}
          />
        </FocusHome>
      )}
      <FrozenQuestion design={design} source={protocol.source} />
      <FrozenComparisons design={design} protocol={protocol} />
      <FrozenAnnotators design={design} />
      <FrozenModels design={design} providers={protocol.providers} />
      {design.known.length > 0 && <FrozenKnown design={design} names={protocol.names} named={named} />}
      <FrozenDesk design={design} />
      <FrozenNames studyId={studyId} names={design.names} />
      <FrozenOrder design={design} />
    </>
  )
}

/** Published figures were not planned here: of their design only the wording is known. */
function Published({ design, source }: { design: StudyInput; source: string }) {
  return (
    <>
      <h1>Design</h1>
      <Standfirst>These figures are from a publication. Nothing was planned or judged here.</Standfirst>
      <FrozenQuestion design={design} source={source} />
    </>
  )
}
