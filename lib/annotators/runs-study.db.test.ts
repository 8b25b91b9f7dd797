import { expect, test } from 'vitest'
import { authorizeActor } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { exportJudgments } from '@/lib/exports/export-judgments'
import { readAnnotators } from '@/lib/monitor/read-annotators'
import { enrolPeople, makeOpenStudy } from '@/lib/testing/fixtures'
import { judgeAll } from '@/lib/testing/judging'

test('who runs a study and judges in it is marked among its annotators and in its export', async () => {
  const { studyId, researcher } = await makeOpenStudy({ prompts: 2, overlap: 3, design: { looks: 'ANYTIME' } })
  const [other, member, admin] = await enrolPeople(studyId, 3)
  if (!other || !member || !admin) throw new Error('three people were enrolled')
  await db.studyMember.create({ data: { studyId, userId: member.actor.id } })
  await db.user.update({ where: { id: admin.actor.id }, data: { role: 'ADMIN' } })
  for (const each of [other, member, admin]) await judgeAll(each)
  const marked = [false, true, true]
  const annotators = await readAnnotators(await authorizeActor(researcher, studyId, 'study:read'), new Date())
  expect(annotators.map(({ runsStudy }) => runsStudy)).toEqual(marked)
  const { batches } = await exportJudgments(await authorizeActor(researcher, studyId, 'study:export'))
  const told = new Map<unknown, boolean | null>()
  for await (const batch of batches) for (const row of batch) told.set(row.annotator, row.runs_study)
  expect(annotators.map(({ code }) => told.get(code))).toEqual(marked)
})
