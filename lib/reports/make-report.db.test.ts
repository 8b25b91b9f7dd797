import { expect, test } from 'vitest'
import { authorizeActor } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { pValue } from '@/lib/numbers/p-value'
import { winTieLoss } from '@/lib/rates/win-tie-loss'
import { openStudy } from '@/lib/studies/open-study'
import { setStatus } from '@/lib/studies/set-status'
import { enrolPeople, makeActor, makeDraft, makeOpenStudy } from '@/lib/testing/fixtures'
import { judgeAll } from '@/lib/testing/judging'
import { workHere } from '@/lib/worker/testing'
import type { ReportContent } from './content'
import { listReports, readReport, readReportFiles } from './read-reports'
import { reportJob } from './report-job'
import { readReportJob, requestReport } from './request-report'
import { figuresOf, makeNow, makePlanned, reportInput, siteOf } from './testing'

workHere()

test('of an open study a report is a look with its reason, and is shown no longer than the look', async () => {
  const { studyId, researcher } = await makeOpenStudy({ prompts: 6 })
  const [person] = await enrolPeople(studyId, 1)
  if (person) await judgeAll(person, undefined, 3)
  const access = siteOf(researcher)
  await expect(makeNow(access, reportInput([studyId]))).rejects.toMatchObject({
    fields: { reason: [expect.any(String)] },
  })
  expect(await db.look.count({ where: { studyId } })).toBe(0)
  const id = await makeNow(access, reportInput([studyId], { reason: 'For the talk tomorrow', ties: 'dropped' }))
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
  await expect(makeNow(outsider, reportInput([studyId]))).rejects.toMatchObject({ code: 'not_found' })
}, 120_000)

test('what nobody has judged makes no report', async () => {
  for (const { studyId, researcher } of [await makeDraft(), await makeOpenStudy()])
    await expect(
      makeNow(siteOf(researcher), reportInput([studyId], { reason: 'To see what it is' })),
    ).rejects.toMatchObject({
      fields: { studyIds: [expect.stringContaining('has no judgments yet')] },
    })
})

test('each registered hypothesis stands beside its result by the registered rule, from its own side', async () => {
  const said = { criterion: 0, a: '', b: '', direction: 'BETTER' as const, statement: 'It has more data.' }
  const planned = await makePlanned({ ties: 'dropped', hypotheses: [said, { ...said, direction: 'WORSE' }] })
  const { studyId, researcher } = planned
  const run = await authorizeActor(researcher, studyId, 'study:run')
  await openStudy(run)
  const [person] = await enrolPeople(studyId, 1)
  if (person) await judgeAll(person)
  await setStatus(run, 'close')
  const access = siteOf(researcher)
  // How the report counts is another matter.
  const { content } = await readReport(access, await makeNow(access, reportInput([studyId], { ties: 'wins' })))
  const blocks = content?.sections.find(({ name }) => name === 'hypotheses')?.blocks ?? []
  const rows = blocks.flatMap((block) => (block.is === 'table' ? block.table.rows : []))
  const [row] = (await winTieLoss(await authorizeActor(researcher, studyId, 'study:results'))).rows
  const decided = (row?.wins ?? 0) + (row?.losses ?? 0)
  const share = (100 * (row?.decided?.share ?? 0)).toFixed(1)
  expect(rows.map((cells) => cells.slice(0, 4))).toEqual([
    ['1, primary: Focal is better than Baseline 1. It has more data.', row?.group, String(decided), share],
    ['2: Focal is worse than Baseline 1. It has more data.', row?.group, String(decided), share],
  ])
  // The same test from either side, of which there are two.
  const both = pValue(Math.min(1, 2 * (row?.sign.p ?? 0)))
  expect(rows.map((cells) => cells[5])).toEqual([both, both])
  const [lower = 0, upper = 0] = row?.decided?.interval ?? []
  const held = [lower > 0.5, upper < 0.5].map((is, nth, both) =>
    is ? 'holds' : both[1 - nth] ? 'does not hold' : 'not decided',
  )
  expect(rows.map((cells) => cells.at(-1))).toEqual(held)
  expect(JSON.stringify(blocks)).toContain('w / (w + l)')
}, 120_000)

test('a report is made by a job, once however often it runs, and what it refuses is said at once', async () => {
  const { studyId, researcher } = await makeOpenStudy({ prompts: 6 })
  const [person] = await enrolPeople(studyId, 1)
  if (person) await judgeAll(person, undefined, 3)
  const access = siteOf(researcher)
  await expect(requestReport(access, reportInput([studyId]))).rejects.toMatchObject({ code: 'invalid' })
  expect(await readReportJob(access)).toBeNull()
  const asked = reportInput([studyId], { reason: 'For the talk tomorrow' })
  const { reportId } = await requestReport(access, asked)
  await expect.poll(async () => (await readReportJob(access))?.state, { timeout: 60_000 }).toBe('finished')
  expect((await listReports(access)).map(({ id }) => id)).toContain(reportId)
  const run = { tell: () => undefined, signal: new AbortController().signal }
  await reportJob.run({ ...asked, reportId, actorId: researcher.id }, run)
  expect(await db.report.count({ where: { id: reportId } })).toBe(1)
  // Begun again after it had frozen its numbers, it is of the same.
  await db.report.delete({ where: { id: reportId } })
  await reportJob.run({ ...asked, reportId, actorId: researcher.id }, run)
  expect(await db.snapshot.count({ where: { studyId } })).toBe(1)
  expect(await db.look.count({ where: { studyId } })).toBe(1)
}, 120_000)
