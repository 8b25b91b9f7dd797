'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { TextField } from '@/components/ui/fields'
import { Notice } from '@/components/ui/notice'
import type { Problem } from '@/lib/errors'
import type { Answer } from '@/lib/server/action'
import type { Choices } from '@/lib/studies/queries'
import { LIMA_WORDING, type StudyInput } from '@/lib/studies/schema'
import { Comparisons } from './comparisons'
import { Consequences } from './consequences'
import { JudgmentFields } from './judgment-fields'
import { QuestionFields } from './question-fields'

type Props = {
  design: StudyInput
  choices: Choices
  save: (input: StudyInput) => Promise<Answer<{ studyId: string }>>
  saveLabel: string
}

/** The form of a study's design, with what it comes to beside it. */
export function DesignForm({ design: initial, choices, save, saveLabel }: Props) {
  const router = useRouter()
  const [design, setDesign] = useState(initial)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [isSaved, setSaved] = useState(false)
  const [isPending, startTransition] = useTransition()
  const change = (part: Partial<StudyInput>) => {
    setDesign((now) => ({ ...now, ...part }))
    setProblem((now) => withoutFields(now, part))
    setSaved(false)
  }
  const errors = (field: string) => problem?.fields?.[field]
  const submit = (event: React.FormEvent) => {
    event.preventDefault()
    startTransition(async () => {
      const answer = await save(design)
      setProblem(answer.ok ? null : answer.problem)
      setSaved(answer.ok)
      if (!answer.ok) return
      router.push(`/studies/${answer.value.studyId}`)
      router.refresh()
    })
  }
  const shared = { design, change, errors }
  return (
    <form className="design section" onSubmit={submit} noValidate>
      <div>
        <section className="design-part" aria-labelledby="part-title">
          <h2 id="part-title">Study</h2>
          <TextField
            name="title"
            label="Title"
            description="Annotators see it. Name no system in it."
            value={design.title}
            onChange={(title) => change({ title })}
            errors={errors('title')}
            isRequired
          />
        </section>
        <QuestionFields {...shared} citation={LIMA_WORDING.source} />
        <Comparisons {...shared} choices={choices} />
        <JudgmentFields {...shared} />
        {problem && (
          <Notice kind="critical">
            {problem.message} {problem.fields && Object.values(problem.fields).flat().join(' ')}
          </Notice>
        )}
        <div className="row design-end">
          <Button look="primary" type="submit" isPending={isPending}>
            {isPending ? 'Saving …' : saveLabel}
          </Button>
          {isSaved && (
            <span className="quiet" role="status">
              Saved.
            </span>
          )}
        </div>
      </div>
      <Consequences design={design} choices={choices} />
    </form>
  )
}

/** A problem without what it says of fields changed since; null when nothing is left of it. */
function withoutFields(problem: Problem | null, part: Partial<StudyInput>): Problem | null {
  const left = Object.entries(problem?.fields ?? {}).filter(([field]) => !((field.split('.')[0] ?? '') in part))
  return problem && left.length > 0 ? { ...problem, fields: Object.fromEntries(left) } : null
}
