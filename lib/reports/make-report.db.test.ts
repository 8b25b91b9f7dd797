import { expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { enrolPeople, makeActor, makeDraft, makeOpenStudy } from '@/lib/testing/fixtures'
import { judgeAll } from '@/lib/testing/judging'
import { workHere } from '@/lib/worker/testing'
import type { ReportContent } from './content'
import { makeReport } from './make-report'
import { listReports, readReport, readReportFiles } from './read-reports'
import { figuresOf, reportInput, siteOf } from './testing'

workHere()

test('of an open study a report is a look with its reason, and is shown no longer than the look', async () => {
  const { studyId, researcher } = await makeOpenStudy({ prompts: 6 })
  const [person] = await enrolPeople(studyId, 1)
  if (person) await judgeAll(person, undefined, 3)
  const access = siteOf(researcher)
  await expect(makeReport(access, reportInput([studyId]))).rejects.toMatchObject({
    fields: { reason: [expect.any(String)] },
  })
  expect(await db.look.count({ where: { studyId } })).toBe(0)
  const id = await makeReport(access, reportInput([studyId], { reason: 'For the talk tomorrow', ties: 'dropped' }))
  const [look] = await db.look.findMany({ where: { studyId } })
  expect(look).toMatchObject({ judgments: 3, reason: 'Report “All of LIMA”: For the talk tomorrow' })
  const { content } = await readReport(access, id)
  const said = JSON.stringify(content)
  expect(said).toContain('open: interim figures')
  expect(said).toContain('Outcomes were looked at before the study closed')
  expect(said).toContain('Collecting goes on: 3 judgments are in, of 6 planned.')
  expect(figuresOf(content as ReportContent).find(({ part }) => part === 'people')?.figure.caption).toContain('n = 3')

  await db.look.updateMany({ where: { studyId }, data: { until: new Date(0) } })
  expect(await readReport(access, id)).toMatchObject({ content: null, withheld: [{ id: studyId }] })
  await expect(readReportFiles(access, id)).rejects.toMatchObject({ code: 'forbidden' })
  const outsider = siteOf(await makeActor('RESEARCHER'))
  await expect(readReport(outsider, id)).rejects.toMatchObject({ code: 'not_found' })
  expect((await listReports(access)).map((report) => report.id)).toContain(id)
  expect((await listReports(outsider)).map((report) => report.id)).not.toContain(id)
  await expect(makeReport(outsider, reportInput([studyId]))).rejects.toMatchObject({ code: 'not_found' })
}, 120_000)

test('what nobody has judged makes no report', async () => {
  for (const { studyId, researcher } of [await makeDraft(), await makeOpenStudy()])
    await expect(
      makeReport(siteOf(researcher), reportInput([studyId], { reason: 'To see what it is' })),
    ).rejects.toMatchObject({
      fields: { studyIds: [expect.stringContaining('has no judgments yet')] },
    })
})
