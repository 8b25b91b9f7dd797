import { expect, test } from 'vitest'
import { authorizeActor } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { submit } from '@/lib/engine/submit'
import { nextDesk } from '@/lib/judgments/desk'
import { enrolPeople, makeActor, makeOpenStudy } from '@/lib/testing/fixtures'
import { makeVerdict } from '@/lib/testing/judging'
import { readCertificate } from './certificate'

async function start() {
  const { studyId } = await makeOpenStudy({ prompts: 3 })
  const [me] = await enrolPeople(studyId, 1)
  if (!me) throw new Error('nobody was enrolled')
  const access = await authorizeActor(await makeActor('ADMIN', 'Adele Somebody'), studyId, 'study:design')
  const judge = async () =>
    submit(me.seat, await makeVerdict((await nextDesk(me.access)).pairs[0]?.assignmentId ?? '', 'A'))
  return { studyId, access, judge }
}

test('of a study that nobody judged there is nothing sealed', async () => {
  const { access } = await start()
  expect(await readCertificate(access)).toMatchObject({
    study: { items: 3, texts: 9, shown: 0, annotators: 0 },
    ledger: { entries: 0, head: null, broken: { count: 0, first: [] } },
  })
})

test('what waits is sealed first, and every verdict moves the head', async () => {
  const { access, judge } = await start()
  await judge()
  const one = await readCertificate(access)
  await judge()
  const two = await readCertificate(access)
  expect([one.ledger.entries, two.ledger.entries]).toEqual([1, 2])
  expect(one.ledger.head).toMatch(/^[0-9a-f]{64}$/)
  expect(two.ledger.head).not.toBe(one.ledger.head)
  expect(two.study).toMatchObject({ shown: 2, annotators: 1 })
  // Nobody's name, and no outcome.
  expect(JSON.stringify(two)).not.toMatch(/Adele|"choice"|"score"/)
})

test('a changed judgment is on it', async () => {
  const { studyId, access, judge } = await start()
  await judge()
  await readCertificate(access)
  await db.$transaction(async (tx) => {
    await tx.$executeRaw`SET LOCAL session_replication_role = replica`
    await tx.$executeRaw`UPDATE "Assignment" SET "leftIsA" = NOT "leftIsA" WHERE "studyId" = ${studyId}::uuid`
  })
  const { broken } = (await readCertificate(access)).ledger
  expect(broken).toEqual({ count: 1, first: [expect.stringMatching(/^entry 1, judgment .*, was changed$/)] })
})
