import { expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { enrolPeople, makeOpenStudy } from '@/lib/testing/fixtures'
import { judgeAll } from '@/lib/testing/judging'
import { nextDesk } from './desk'
import { readOwnPair } from './history'
import { renderStudy } from './render-ahead'

const TEXT = '**Bold** words of Heron, and `code`.\n\n| a | b |\n|---|---|\n| 1 | 2 |'

async function studyOf(prompts: number) {
  const made = await makeOpenStudy({ prompts, overlap: 2 })
  await db.systemResponse.updateMany({
    where: { promptSetId: made.promptSet.id },
    data: { messages: [{ role: 'assistant', content: TEXT }] },
  })
  const enrolled = await enrolPeople(made.studyId, 2)
  return { ...made, enrolled }
}

/** How many of a set's texts, and of a study's items, have HTML. */
async function countRendered(studyId: string) {
  const rows = await db.$queryRaw<{ texts: bigint; items: bigint }[]>`
    SELECT (SELECT count(*) FROM "SystemResponse" WHERE "promptSetId" = s."promptSetId" AND html IS NOT NULL)
         + (SELECT count(*) FROM "Prompt" WHERE "promptSetId" = s."promptSetId" AND html IS NOT NULL) AS texts,
           (SELECT count(*) FROM "Item" WHERE "studyId" = s.id AND html IS NOT NULL) AS items
    FROM "Study" s WHERE s.id = ${studyId}::uuid`
  return { texts: Number(rows[0]?.texts), items: Number(rows[0]?.items) }
}

const byText = (pairs: Awaited<ReturnType<typeof judgeAll>>) =>
  pairs.map(({ prompt, left, right }) => JSON.stringify([prompt, left, right])).sort()

test('what was rendered ahead is what would have been rendered when it is asked for', async () => {
  const { studyId, enrolled } = await studyOf(12)
  const [one, other] = enrolled
  if (!one || !other) throw new Error('two people were enrolled')
  const asked = await judgeAll(one)
  expect(asked[0]?.left[0]?.html).toContain('<strong>Bold</strong>')
  await renderStudy(studyId)
  expect(await countRendered(studyId)).toEqual({ texts: 36, items: 0 })
  expect(byText(await judgeAll(other))).toEqual(byText(asked))
})

test('HTML in the database is served as it is; that of another renderer is not', async () => {
  const { studyId, promptSet, enrolled } = await studyOf(1)
  await renderStudy(studyId)
  const served = async () => (await nextDesk((enrolled[0] ?? never()).access)).pairs[0]?.left[0]?.html
  const again = async () => {
    const { access } = enrolled[0] ?? never()
    const { assignmentId } = (await nextDesk(access)).pairs[0] ?? never()
    return (await readOwnPair(access, assignmentId)).pair.left[0]?.html
  }
  await db.$executeRaw`
    UPDATE "SystemResponse" SET html = '[{"role":"assistant","html":"<p>kept</p>"}]' WHERE "promptSetId" = ${promptSet.id}::uuid`
  expect(await served()).toBe('<p>kept</p>')
  // Also to who looks at it again.
  expect(await again()).toBe('<p>kept</p>')
  await db.systemResponse.updateMany({ where: { promptSetId: promptSet.id }, data: { renderer: 'older' } })
  expect(await served()).toContain('<strong>Bold</strong>')
  await renderStudy(studyId)
  expect(await countRendered(studyId)).toMatchObject({ texts: 3 })
})

test('an item in which words are masked has HTML of its own, in which they are', async () => {
  const { studyId, enrolled } = await studyOf(2)
  const item = await db.item.findFirstOrThrow({ where: { studyId } })
  await db.item.update({ where: { studyId_id: { studyId, id: item.id } }, data: { masks: ['Heron'] } })
  await renderStudy(studyId)
  expect(await countRendered(studyId)).toEqual({ texts: 6, items: 1 })
  const seen = await judgeAll(enrolled[0] ?? never())
  expect(seen.filter(({ left }) => left[0]?.html.includes('Heron'))).toHaveLength(1)
  await db.item.update({ where: { studyId_id: { studyId, id: item.id } }, data: { masks: ['Bold'] } })
  expect(await countRendered(studyId)).toMatchObject({ items: 0 })
  expect((await judgeAll(enrolled[1] ?? never())).filter(({ left }) => left[0]?.html.includes('Bold'))).toHaveLength(1)
})

test('HTML of a text that was changed is forgotten', async () => {
  const { studyId, promptSet } = await studyOf(3)
  await renderStudy(studyId)
  const response = await db.systemResponse.findFirstOrThrow({ where: { promptSetId: promptSet.id } })
  await db.systemResponse.update({
    where: { id: response.id },
    data: { messages: [{ role: 'assistant', content: 'Other words' }] },
  })
  expect(await countRendered(studyId)).toMatchObject({ texts: 8 })
})

test('two that render the same set at once share the work, and nothing is left', async () => {
  const { studyId } = await studyOf(130)
  await Promise.all([renderStudy(studyId), renderStudy(studyId)])
  expect(await countRendered(studyId)).toMatchObject({ texts: 390 })
})

function never(): never {
  throw new Error('people were enrolled')
}
