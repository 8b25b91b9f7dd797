import Link from 'next/link'
import { Segmented } from '@/components/ui/segmented'
import { Prose } from '@/components/ui/text'
import { OPENAI_DPO_COLUMNS } from '@/lib/exports/openai-dpo'
import type { PreferenceQuery } from '@/lib/exports/preference-query'
import { CROWD_KIT_COLUMNS, KTO_COLUMNS, TRL_COLUMNS, TRL_TEXT_COLUMNS } from '@/lib/exports/training-rows'
import { Columns } from './columns'
import { Files } from './files'
import { Manifests } from './manifests'

type Props = { studyId: string; isHidden: boolean; asked: PreferenceQuery; hasModels: boolean }

const ROWS = {
  each: { label: 'Each verdict', words: 'A row for each verdict that prefers one response.' },
  majority: { label: 'Majority', words: 'One row an item, by the most frequent verdict; none where that is a tie.' },
  unanimous: { label: 'Unanimous', words: 'One row an item on which all said the same; none for the others.' },
} as const

const BY = { people: { label: 'People' }, models: { label: 'Models' } } as const

const FILES = ['trl-preference.jsonl', 'trl-preference-text.jsonl', 'kto.jsonl', 'openai-dpo.jsonl', 'crowd-kit.csv']
const MANIFESTS = FILES.map((name) => `${name.replace(/\.\w+$/, '')}.manifest.json`)

/** Which response is preferred, as training and models of paired comparisons take it. */
export function Training({ studyId, isHidden, asked, hasModels }: Props) {
  const query = `?${new URLSearchParams(asked)}`
  return (
    <>
      <h3 id="training">Preferences for training</h3>
      <Prose>
        How many verdicts make a row is for you to say. Ties and “both are bad” make none, and items with masked words
        stay out. The manifest counts what is in the files and what is not, with the reasons.
      </Prose>
      <p className="mt-4 flex flex-wrap gap-[0.6rem]">
        <Choices label="How many verdicts make a row" name="rows" asked={asked} options={ROWS} />
        {hasModels && <Choices label="Whose verdicts" name="by" asked={asked} options={BY} />}
      </p>
      <Prose className="mt-3">{ROWS[asked.rows].words}</Prose>
      {!isHidden && <Files studyId={studyId} names={[...FILES, 'preferences.manifest.json']} query={query} />}
      {!isHidden && (
        <>
          <Prose>
            What was called bad on both sides can be two rows of responses that nobody prefers: KTO learns from them.
          </Prose>
          <Files studyId={studyId} names={['kto.jsonl']} query={`${query}&bothBad=yes`} kind="with “both are bad”" />
        </>
      )}
      {!isHidden && <Manifests studyId={studyId} names={MANIFESTS} query={query} of="preferences" />}
      <Columns label="Columns of TRL’s preferences" columns={TRL_COLUMNS} />
      <Columns label="Columns of TRL’s preferences as texts" columns={TRL_TEXT_COLUMNS} />
      <Columns label="Columns of unpaired preferences" columns={KTO_COLUMNS} />
      <Columns label="Columns of OpenAI’s preferences" columns={OPENAI_DPO_COLUMNS} />
      <Columns label="Columns for crowd-kit" columns={CROWD_KIT_COLUMNS} />
    </>
  )
}

type ChoicesProps = {
  label: string
  name: keyof PreferenceQuery
  asked: PreferenceQuery
  options: Readonly<Record<string, { label: string }>>
}

/** Links among which one is current; each loads the page anew, so that its address says what is offered. */
function Choices({ label, name, asked, options }: ChoicesProps) {
  return (
    <Segmented role="group" aria-label={label}>
      {Object.entries(options).map(([value, option]) => (
        <Link
          key={value}
          href={`?${new URLSearchParams({ ...asked, [name]: value })}#training`}
          scroll={false}
          aria-current={asked[name] === value ? 'true' : undefined}
        >
          {option.label}
        </Link>
      ))}
    </Segmented>
  )
}
