'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { fieldError, fieldLabel } from '@/components/ui/field-look'
import { FieldPair } from '@/components/ui/field-pair'
import { TextField } from '@/components/ui/fields'
import { FormTrouble } from '@/components/ui/form-trouble'
import { Select } from '@/components/ui/select'
import { Note } from '@/components/ui/text'
import { useSubmit } from '@/components/ui/use-submit'
import type { StaffWords } from '@/lib/i18n/staff'
import { COUNTING_RULES } from '@/lib/rates/counting-rule'
import { TIE_POLICIES } from '@/lib/rates/tie-policy'
import type { ReportableStudy } from '@/lib/reports/read-reports'
import { AS_PLANNED, type ReportInput } from '@/lib/reports/schema'
import { make } from './actions'

type Words = StaffWords['report']
type Props = { studies: ReportableStudy[]; words: Words }

type FormProps = Props & {
  /** What was asked for and failed. */
  failed: ReportInput | null
}

/** Chooses studies and how they count; the report opens once it is made, or the page says how far it is. */
export function MakeForm({ studies, words, failed }: FormProps) {
  const router = useRouter()
  const { submit, trouble, isPending } = useSubmit()
  const [input, setInput] = useState<ReportInput>(
    failed ?? { title: '', studyIds: [], ties: AS_PLANNED, rule: AS_PLANNED, reason: '' },
  )
  const change = (part: Partial<ReportInput>) => setInput((now) => ({ ...now, ...part }))
  const errors = (field: string) => trouble?.fields?.[field]
  const chosen = studies.filter(({ id }) => input.studyIds.includes(id))
  const isLook = chosen.some(({ status, origin }) => status !== 'CLOSED' && origin === 'COLLECTED')
  const send = (event: React.FormEvent) => {
    event.preventDefault()
    submit(
      () => make(input),
      ({ reportId, isMade }) => router.push(isMade ? `/reports/${reportId}` : `/reports?wait=${reportId}`),
    )
  }
  return (
    <form className="mt-4 grid max-w-[46rem] gap-[1.1rem]" onSubmit={send} noValidate>
      <FormTrouble trouble={trouble} />
      <TextField
        name="title"
        label={words.name}
        maxLength={120}
        value={input.title}
        onChange={(title) => change({ title })}
        errors={errors('title')}
        isRequired
      />
      <Studies
        {...{ studies, words }}
        chosen={input.studyIds}
        choose={(studyIds) => change({ studyIds })}
        errors={errors('studyIds')}
      />
      <Counting {...{ input, change, words }} />
      {isLook && (
        <TextField
          name="reason"
          label={words.reason}
          description={words.reasonAbout}
          rows={2}
          maxLength={400}
          value={input.reason}
          onChange={(reason) => change({ reason })}
          errors={errors('reason')}
          isRequired
        />
      )}
      <div>
        <Button look="primary" type="submit" isPending={isPending}>
          {isPending ? words.making : words.make}
        </Button>
      </div>
    </form>
  )
}

type StudiesProps = Props & { chosen: string[]; choose: (ids: string[]) => void; errors: string[] | undefined }

function Studies({ studies, words, chosen, choose, errors }: StudiesProps) {
  const about = ({ origin, status }: ReportableStudy) =>
    [
      origin !== 'COLLECTED' && words.origins[origin as keyof Words['origins']],
      origin === 'COLLECTED' && status === 'OPEN' && words.open,
      origin === 'COLLECTED' && status === 'PAUSED' && words.paused,
    ]
      .filter(Boolean)
      .join(', ')
  return (
    <fieldset>
      <legend className={fieldLabel()}>{words.studies}</legend>
      <Note className="mb-2">{words.studiesAbout}</Note>
      <ul className="list-none">
        {studies.map((study) => (
          <li key={study.id} className="wrap-anywhere">
            <Checkbox
              isSelected={chosen.includes(study.id)}
              onChange={(isOn) => choose(inOrder(studies, chosen, study.id, isOn))}
            >
              {study.title} <span className="text-ink-2">{about(study)}</span>
            </Checkbox>
          </li>
        ))}
      </ul>
      {errors && <span className={fieldError()}>{errors.join(' ')}</span>}
    </fieldset>
  )
}

/** Studies stand in a report in the order of the list. */
function inOrder(
  studies: readonly ReportableStudy[],
  chosen: readonly string[],
  changed: string,
  isOn: boolean,
): string[] {
  return studies.map(({ id }) => id).filter((id) => (id === changed ? isOn : chosen.includes(id)))
}

type CountingProps = { input: ReportInput; change: (part: Partial<ReportInput>) => void; words: Words }

function Counting({ input, change, words }: CountingProps) {
  const planned = { value: AS_PLANNED, label: words.planned }
  const options = (named: Record<string, { label: string }>) => [
    planned,
    ...Object.entries(named).map(([value, { label }]) => ({ value, label })),
  ]
  return (
    <FieldPair>
      <Select
        label={words.ties}
        placeholder={words.planned}
        value={input.ties}
        onChange={(ties) => change({ ties: ties as ReportInput['ties'] })}
        options={options(TIE_POLICIES)}
      />
      <Select
        label={words.rule}
        placeholder={words.planned}
        value={input.rule}
        onChange={(rule) => change({ rule: rule as ReportInput['rule'] })}
        options={options(COUNTING_RULES)}
      />
    </FieldPair>
  )
}
