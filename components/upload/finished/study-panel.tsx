'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { TextField } from '@/components/ui/fields'
import { Select } from '@/components/ui/select'
import type { Problem } from '@/lib/errors'
import { count } from '@/lib/numbers/count'
import type { Answer } from '@/lib/server/action'
import type { FinishedStudyInput, RepeatRule } from '@/lib/uploads/judgments/schema'
import { countInTheWay, PROBLEMS, type ProblemCode } from '@/lib/uploads/problems'
import { DryPanel, Line, Lines } from '../dry-panel'
import { Undecided } from '../undecided'
import { useDecision } from '../use-decision'
import { type Group, GroupKinds } from './group-kinds'
import { RepeatsAsked } from './repeats-asked'

export type StudyPanelProps = {
  importId: string
  /** What the study is called unless somebody says otherwise. */
  suggested: string
  records: number
  judgments: number
  repeats: number
  /** Systems that each pair has. */
  focals: string[]
  groups: Group[]
  counts: { problem: ProblemCode; count: number }[]
  /** The day on which the files are thrown away, in words. */
  waitsUntil: string
  act: (input: FinishedStudyInput) => Promise<Answer<{ studyId: string | null }>>
  discard: (input: { importId: string }) => Promise<Answer<unknown>>
}

/** What an import would make, in sums that add up, what has to be said about it, and the buttons to do it or not. */
export function StudyPanel({ act, discard, ...props }: StudyPanelProps) {
  const { importId, judgments, repeats, waitsUntil, counts } = props
  const router = useRouter()
  const [rule, setRule] = useState<RepeatRule | null>(null)
  const [focal, setFocal] = useState('')
  const [models, setModels] = useState(props.groups.filter(({ kind }) => kind === 'LLM').map(({ name }) => name))
  const [leaveOutProblems, setLeaveOut] = useState(false)
  const decision = useDecision()
  const { run, problem, setProblem, isPending } = decision
  const problems = countInTheWay(counts)
  const submit = (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const said = (name: string) => String(form.get(name) ?? '')
    const title = said('title')
    const input = { importId, title, set: said('set').trim() || title, focal, models, leaveOutProblems }
    if (repeats > 0 && rule === null)
      return setProblem({ message: '', fields: { repeats: ['Say which of several judgments counts.'] } })
    run(
      () => act({ ...input, group: said('group'), repeats: rule ?? 'earliest' }),
      ({ studyId }) => (studyId ? router.push(`/studies/${studyId}`) : router.refresh()),
    )
  }
  return (
    <DryPanel aria-labelledby="dry-run">
      <h2 id="dry-run">The study</h2>
      <Sums {...props} />
      <form className="mt-4 grid gap-4" onSubmit={submit}>
        <About {...props} focal={focal} setFocal={setFocal} errors={problem?.fields} />
        {repeats > 0 && (
          <RepeatsAsked repeats={repeats} rule={rule} onChoose={setRule} errors={problem?.fields?.repeats} />
        )}
        {props.groups.length > 0 && <GroupKinds groups={props.groups} models={models} onChange={setModels} />}
        {problems > 0 && (
          <Checkbox isSelected={leaveOutProblems} onChange={setLeaveOut}>
            Leave out the {count(problems, 'problem row')}
          </Checkbox>
        )}
        <Button look="last" type="submit" isPending={isPending} isDisabled={judgments === 0}>
          Import {count(judgments, 'judgment')}
        </Button>
      </form>
      <Undecided
        decision={decision}
        report={problems > 0 ? `/api/imports/${importId}/report.csv` : null}
        onDiscard={() => run(() => discard({ importId }))}
      >
        All or nothing: a closed study, marked as imported, in which nobody can judge. The files wait here until{' '}
        {waitsUntil}; then their rows are thrown away.
      </Undecided>
    </DryPanel>
  )
}

type AboutProps = Pick<StudyPanelProps, 'suggested' | 'focals' | 'groups'> & {
  focal: string
  setFocal: (focal: string) => void
  errors: Problem['fields']
}

/** What no file says: the title, where the texts go, which system is in question. */
function About({ suggested, focals, groups, focal, setFocal, errors }: AboutProps) {
  return (
    <>
      <TextField label="Title" name="title" maxLength={120} defaultValue={suggested} errors={errors?.title} />
      <TextField
        label="Prompt set"
        name="set"
        maxLength={120}
        description="Takes the prompts and responses; called as the study when left empty."
        errors={errors?.set}
      />
      {focals.length > 0 && (
        <Select
          label="Focal system"
          value={focal || NONE}
          onChange={(value) => setFocal(value === NONE ? '' : value)}
          placeholder="Choose"
          options={[{ value: NONE, label: 'none' }, ...focals.map((name) => ({ value: name, label: name }))]}
          errors={errors?.focal}
        />
      )}
      {groups.length > 1 && (
        <TextField
          label="One group for all"
          name="group"
          maxLength={60}
          description="Leave it empty to keep the groups of the files."
          errors={errors?.group}
        />
      )}
    </>
  )
}

/** No system is called so: names are trimmed. */
const NONE = ' none'

function Sums({ records, judgments, repeats, counts }: Omit<StudyPanelProps, 'act' | 'discard'>) {
  return (
    <Lines>
      <Line label="Records in the files" value={records} />
      {counts.map(({ problem, count: n }) => (
        <Line is="part" key={problem} label={`left out: ${PROBLEMS[problem].short}`} value={n} />
      ))}
      <Line is="sum" label="Judgments" value={judgments} />
      {repeats > 0 && <Line is="part" label="of an item judged before by the same" value={repeats} />}
    </Lines>
  )
}
