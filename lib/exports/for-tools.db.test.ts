import { expect, test } from 'vitest'
import { winTieLoss } from '@/lib/rates/win-tie-loss'
import { judgedByThree, PEOPLE } from '@/lib/testing/judged-by-three'
import { readStudyFile, readStudyLines, toLines, unzip } from '@/lib/testing/study-file'
import { grantAdmin } from '@/lib/testing/written-study'
import type { ArgillaRecord } from './argilla'
import type { InspectScore } from './inspect-scores'
import type { LabelStudioTask } from './label-studio'

type Dpo = { input: { messages: object[]; tools: object[] }; preferred_output: object[]; chosen_model: string }
type Comparator = {
  models: { name: string }[]
  examples: { score: number; individual_rater_scores: { is_flipped: boolean; score: number; rationale: string }[] }[]
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

test.each(Object.entries(PEOPLE))('of %s annotators, each tool’s file tells the shares of figure 1', async (_, say) => {
  const { studyId, names } = await judgedByThree(say)
  const { rows } = await winTieLoss(await grantAdmin(studyId, 'study:results'))
  const { wins, ties, losses, n } = rows[0] as (typeof rows)[0]
  const score = (wins + ties / 2) / n

  const dpo = await readStudyLines<Dpo>(studyId, 'openai-dpo.jsonl')
  expect(dpo).toHaveLength(wins + losses)
  expect(dpo.filter(({ chosen_model }) => chosen_model === names[0])).toHaveLength(wins)
  for (const { input } of dpo) expect(input).toMatchObject({ messages: [{ role: 'user' }], tools: [] })

  const compared = Object.values(await unzip(await readStudyFile(studyId, 'llm-comparator.zip')))
  expect(compared).toHaveLength(1)
  const { models, examples } = JSON.parse(compared[0] as string) as Comparator
  expect(models.map(({ name }) => name)).toEqual(names)
  expect(mean(examples.map((example) => example.score))).toBeCloseTo((wins - losses) / n, 12)
  const raters = examples.flatMap(({ individual_rater_scores }) => individual_rater_scores)
  expect(raters.filter(({ is_flipped }) => is_flipped)).toHaveLength(20)

  const logs = await unzip(await readStudyFile(studyId, 'inspect-scores.zip'))
  const [own, other] = ['focal', 'base'].map((stem) =>
    toLines<InspectScore>(Object.entries(logs).find(([name]) => name.startsWith(stem))?.[1] ?? ''),
  ) as [InspectScore[], InspectScore[]]
  expect(mean(own.map(({ value }) => value as number))).toBeCloseTo(score, 12)
  expect(mean(other.map(({ value }) => value as number))).toBeCloseTo(1 - score, 12)
  expect(new Set(own.map(({ id }) => id)).size).toBe(20)

  const tasks = JSON.parse((await readStudyFile(studyId, 'label-studio.json')).toString()) as LabelStudioTask[]
  const said = tasks.flatMap(({ annotations }) => annotations as { result: { value: { choices: string[] } }[] }[])
  const choices = said.map(({ result }) => result[0]?.value.choices[0])
  expect([choices.filter((choice) => choice === 'A').length, choices.length]).toEqual([wins, n])

  const records = await readStudyLines<ArgillaRecord>(studyId, 'argilla.jsonl')
  const values = records.flatMap(({ responses }) => (responses as { verdict: { value: string }[] }).verdict)
  expect(values.filter(({ value }) => value === 'B')).toHaveLength(losses)
})

test('a rule makes one score a prompt: what is not unanimous has none, and a draw of verdicts is a tie', async () => {
  const said = ['A', 'A', 'B', 'A', 'B', 'TIE', 'TIE', 'TIE', 'TIE', 'B', 'B', 'B']
  const { studyId } = await judgedByThree(() => said.shift() ?? 'A')
  const values = async (rows: string) => {
    const logs = await unzip(await readStudyFile(studyId, 'inspect-scores.zip', { rows }))
    const own = toLines<InspectScore>(Object.entries(logs).find(([name]) => name.startsWith('focal'))?.[1] ?? '')
    return Object.fromEntries(own.map(({ id, value }) => [id, value]))
  }
  expect(await values('majority')).toMatchObject({ p0: 1, p1: 0.5, p2: 0.5, p3: 0, p4: 1 })
  expect(await values('unanimous')).toMatchObject({ p2: 0.5, p3: 0, p4: 1 })
  expect(Object.keys(await values('unanimous'))).not.toContain('p0')
})

test('reasons, questions and options stand where the tools look for them', async () => {
  const { studyId } = await judgedByThree(() => 'BOTH_BAD')
  const [task] = JSON.parse((await readStudyFile(studyId, 'label-studio.json')).toString()) as LabelStudioTask[]
  expect(task).toMatchObject({
    data: { prompt: 'Say something.', prompt_id: 'p0' },
    annotations: [
      {
        completed_by: 1,
        lead_time: 8,
        result: [
          { from_name: 'verdict', to_name: 'left', type: 'choices', value: { choices: ['BOTH_BAD'] } },
          { from_name: 'reason', type: 'textarea', value: { text: ['Reason 0: “clear”, =1+1'] } },
        ],
      },
      ...[{ completed_by: 2 }, { completed_by: 3 }],
    ],
  })
  const config = (await readStudyFile(studyId, 'label-studio-config.xml')).toString()
  expect(config.match(/<Choice value="[^"]+"/g)).toEqual(
    ['A', 'TIE', 'BOTH_BAD', 'B'].map((code) => `<Choice value="${code}"`),
  )
})
