import { expect, test } from 'vitest'
import { authorizeActor } from '@/lib/auth/access'
import { db } from '@/lib/db/client'
import { nextDesk } from '@/lib/judgments/desk'
import { makeActor } from '@/lib/testing/fixtures'
import { checkStudy } from '@/lib/testing/judging'
import { writeDemoRatings } from './demo-ratings'

test('the demo has thirty answers and six dialogues to grade, open, with the simulated ones marked', async () => {
  const admin = await makeActor('ADMIN')
  await writeDemoRatings(admin)
  const studies = await db.study.findMany({
    orderBy: { createdAt: 'desc' },
    include: { _count: { select: { items: true } } },
  })
  expect(
    studies.map(({ title, status, origin, protocol, _count }) => [title, status, origin, protocol, _count.items]),
  ).toEqual([
    ['Quality of single answers', 'OPEN', 'COLLECTED', 'RATING', 30],
    ['Dialogues, turn by turn', 'OPEN', 'COLLECTED', 'RATING', 6],
  ])
  for (const { id } of studies) {
    const { slots, done, judgedTwice, doubleJudgments } = await checkStudy(id)
    expect([judgedTwice, doubleJudgments]).toEqual([[], []])
    // Enough is left for whoever tries it.
    expect(slots - done).toBeGreaterThan(done / 2)
    expect(await db.judgment.count({ where: { studyId: id, assignment: { annotator: { simulated: false } } } })).toBe(0)
    const desk = await nextDesk(await authorizeActor(admin, id, 'judgment:submit'))
    expect(desk).toMatchObject({ status: 'judging' })
  }
  const dialogues = await db.systemResponse.findMany({
    where: { promptSet: { name: 'Dialogues (demo)' } },
    include: { prompt: true },
  })
  for (const { messages, prompt } of dialogues) {
    expect((messages as unknown[]).length).toBeGreaterThanOrEqual(5)
    expect(prompt.messages).toHaveLength(1)
  }
})
