import 'server-only'
import type { Access } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import type { Column, RowOf } from './columns'
import { readFirstQuestion } from './first-question'
import { inOneText } from './in-one-text'
import { type ItemVerdict, type JudgedItem, readJudgedItems } from './judged-items'
import type { PreferenceQuery } from './preference-query'

/** label-studio.json: one task an item, with an annotation for each verdict. */
export const LABEL_STUDIO_COLUMNS = [
  { name: 'id', type: 'integer', holds: 'Number of the task, from 1: one more than that of the item.' },
  {
    name: 'data',
    type: 'json',
    holds: 'prompt; left and right, which are responses A and B; model_a, model_b, prompt_id, item, study_id.',
  },
  {
    name: 'annotations',
    type: 'json',
    holds: 'Of each verdict: completed_by (the number in the annotator’s code), lead_time in seconds, result.',
  },
] as const satisfies readonly Column[]

export type LabelStudioTask = RowOf<typeof LABEL_STUDIO_COLUMNS>

/**
 * Judged items as tasks of Label Studio. Each verdict is an annotation: ties and “both are bad” among them, and reasons as text.
 * @throws AppError `forbidden` while the design does not show outcomes and nobody gave a reason to look
 */
export async function exportLabelStudio(access: Access<'study:export'>, query: PreferenceQuery) {
  const { title, batches } = await readJudgedItems(access, query)
  return { title, batches: tasksOf(batches, access.studyId) }
}

async function* tasksOf(batches: AsyncGenerator<JudgedItem[]>, studyId: string): AsyncGenerator<LabelStudioTask[]> {
  for await (const batch of batches)
    yield batch.map(({ item, prompt, responseA, responseB, modelA, modelB, promptId, verdicts }) => ({
      id: item + 1,
      data: {
        ...{ prompt: inOneText(prompt), left: inOneText(responseA), right: inOneText(responseB) },
        ...{ model_a: modelA, model_b: modelB, prompt_id: promptId, item, study_id: studyId },
      },
      annotations: verdicts.map((verdict, nth) => annotationOf(verdict, `${item}-${nth}`)),
    }))
}

function annotationOf({ code, choice, reason, seconds }: ItemVerdict, id: string) {
  const about = { to_name: 'left' }
  return {
    completed_by: Number(code.replace(/\D/g, '')),
    lead_time: seconds,
    result: [
      { id: `${id}-verdict`, from_name: 'verdict', ...about, type: 'choices', value: { choices: [choice] } },
      ...(reason
        ? [{ id: `${id}-reason`, from_name: 'reason', ...about, type: 'textarea', value: { text: [reason] } }]
        : []),
    ],
  }
}

/** The labelling configuration that belongs to the tasks: the question and its options by their codes. */
export async function labelStudioConfig(access: Access<'study:export'>): Promise<{ title: string; text: string }> {
  const { title, id } = await readFirstQuestion(access)
  const { question, options } = await db.criterion.findFirstOrThrow({
    where: { studyId: access.studyId, id },
    select: { question: true, options: { orderBy: { position: 'asc' }, select: { code: true, label: true } } },
  })
  const choices = options.map(
    ({ code, label }) => `    <Choice value="${attribute(code)}" hint="${attribute(label)}"/>`,
  )
  const text = `<View>
  <Text name="prompt" value="$prompt"/>
  <View style="display: grid; grid-template-columns: 1fr 1fr; gap: 1em">
    <Text name="left" value="$left"/>
    <Text name="right" value="$right"/>
  </View>
  <Header value="${attribute(question)}"/>
  <Choices name="verdict" toName="left" choice="single" required="true">
${choices.join('\n')}
  </Choices>
  <TextArea name="reason" toName="left" rows="2"/>
</View>
`
  return { title, text }
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
