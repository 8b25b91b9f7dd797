import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { authorizeActor } from '@/lib/auth/access'
import { db } from '@/lib/db/client'

import { STUDY_FILES, writeStudyFile } from '@/lib/formats/export/study-files'
import { makeActor, makeOpenStudy } from '@/lib/testing/fixtures'
import { judgeAll } from '@/lib/testing/judging'
import { CODES, comeIn, makeRecruitment, startJudging } from '@/lib/testing/recruitment'
import { compareWithList } from './compare'
import { finishPart } from './finish'
import { changeRecruitment, createRecruitment } from './manage'
import { writePayments } from './payments'
import { listArrivals, listRecruitments, readRecruitment } from './queries'

async function finishedBy(token: string, ...participants: string[]) {
  for (const participant of participants) {
    const judging = await startJudging(token, participant)
    if (!judging) throw new Error('no room')
    await judgeAll(judging)
    await finishPart(judging.desk)
  }
}

test('each difference to the platform’s list has a name, and lines nobody here is of are told by their number', async () => {
  const study = await makeOpenStudy({ prompts: 8, design: { cap: 1 } })
  const { token, access, recruitmentId } = await makeRecruitment(study)
  await finishedBy(token, 'agrees', 'nocode', 'wrong', 'returned', 'absent')
  await startJudging(token, 'unfinished')
  await comeIn(token, 'looked')
  const list = [
    'Submission id,Participant id,Status,Completion code',
    `1,agrees,AWAITING REVIEW,${CODES.COMPLETED}`,
    '2,nocode,AWAITING REVIEW,NOCODE',
    `3,wrong,APPROVED,${CODES.FULL}`,
    '4,returned,RETURNED,',
    `5,unfinished,AWAITING REVIEW,${CODES.COMPLETED}`,
    `6,stranger,AWAITING REVIEW,${CODES.COMPLETED}`,
    '7,agrees,TIMED-OUT,',
  ].join('\n')
  const found = await compareWithList(access, { recruitmentId, list })
  expect(found).toEqual({
    ...{ rows: 7, known: 5, missing: 2 },
    unknown: [{ line: 7, status: 'AWAITING_REVIEW' }],
    twice: [{ line: 8, code: 'C01' }],
  })
  const rows = await listArrivals(access, recruitmentId)
  expect(rows.toReversed().map(({ finding }) => finding)).toEqual([
    ...['agrees', 'no_code', 'wrong_code', 'returned', 'not_submitted', 'not_finished', 'agrees'],
  ])
  expect(JSON.stringify([rows, found])).not.toMatch(/stranger|looked|absent/)
  await expect(compareWithList(access, { recruitmentId, list: 'Name,Status\nx,y' })).rejects.toMatchObject({
    fields: { list: [expect.stringContaining('no column of participants')] },
  })
  const other = await makeOpenStudy()
  const elsewhere = await authorizeActor(other.researcher, other.studyId, 'annotators:manage')
  await expect(compareWithList(elsewhere, { recruitmentId, list })).rejects.toMatchObject({ code: 'not_found' })
})

test('the payments file alone has people’s ids, for admins, and says so in the audit trail', async () => {
  const participant = `5f${randomUUID().replaceAll('-', '')}`
  const study = await makeOpenStudy({ prompts: 2 })
  const { studyId, researcher } = study
  const { token, recruitmentId, input } = await makeRecruitment(study, { reward: 450 })
  await finishedBy(token, participant)
  const admin = await makeActor('ADMIN')
  const pay = await authorizeActor(admin, studyId, 'recruitment:pay')
  await expect(authorizeActor(researcher, studyId, 'recruitment:pay')).rejects.toMatchObject({ code: 'not_found' })
  const lines = []
  for await (const line of (await writePayments(pay, recruitmentId)).chunks) lines.push(line)
  expect(lines[1]).toMatch(new RegExp(`^${participant},s-${participant},C01,COMPLETED,${CODES.COMPLETED},.*,2,4.5\n$`))
  expect(await db.auditEntry.count({ where: { studyId, action: 'recruitment.payments', actorId: admin.id } })).toBe(1)
  await db.study.update({ where: { id: studyId }, data: { looks: 'ANYTIME' } })
  const read = await authorizeActor(admin, studyId, 'study:read')
  let exported = 0
  for (const { name, of } of STUDY_FILES) {
    if (of === 'RATING' || /bundle|huggingface|card|preregistration/.test(name)) continue
    for await (const chunk of (await writeStudyFile(read, name)).chunks)
      expect(Buffer.from(chunk).includes(participant), name).toBe(false)
    exported++
  }
  expect(exported).toBeGreaterThan(10)
  expect(input.reward).toBe(450)
})

test('a recruitment is listed with how far it is, has a name of its own, and stays with its platform', async () => {
  const study = await makeOpenStudy({ prompts: 8, design: { cap: 1 } })
  const { token, access, recruitmentId, input } = await makeRecruitment(study, { places: 2, overbooking: 50 })
  await finishedBy(token, 'one')
  await startJudging(token, 'two')
  await comeIn(token, 'three')
  await comeIn(token, 'four')
  const [listed] = await listRecruitments(access)
  expect(listed?.arrivals).toMatchObject({ COMPLETED: 1, FULL: 1, onTheWay: 2, gone: 0 })
  expect(await readRecruitment(access, recruitmentId)).toMatchObject({
    ...{ path: `/r/${token}`, minutes: expect.any(Number), activeMinutes: 4 / 60 },
    parameters: { participant: 'PROLIFIC_PID' },
  })
  await expect(createRecruitment(access, input)).rejects.toMatchObject({ code: 'name_taken' })
  await expect(changeRecruitment(access, recruitmentId, { ...input, platform: 'SONA' })).rejects.toMatchObject({
    code: 'conflict',
  })
  await expect(changeRecruitment(access, randomUUID(), input)).rejects.toMatchObject({ code: 'not_found' })
  await changeRecruitment(access, recruitmentId, { ...input, places: 3 })
  expect((await readRecruitment(access, recruitmentId)).places).toBe(3)
  await expect(readRecruitment(access, 'nothing')).rejects.toMatchObject({ code: 'not_found' })
})
