import { expect, test } from 'vitest'
import { nextDesk } from '@/lib/judgments/desk'
import { enrolPeople, makeOpenStudy } from '@/lib/testing/fixtures'
import { checkStudy, judgeAll, WHOLE } from '@/lib/testing/judging'

test.each([1, 2, 3])(
  'round %i: 200 annotators claim at once what is there for 60: as many slots are leased as there are',
  async () => {
    const { studyId } = await makeOpenStudy({ prompts: 20, baselines: 2, overlap: 3 })
    const people = await enrolPeople(studyId, 200)
    const desks = await Promise.all(people.map(({ access }) => nextDesk(access)))
    const held = desks.flatMap(({ pairs }) => pairs.map(({ assignmentId }) => assignmentId))
    expect(held).toHaveLength(120)
    expect(new Set(held).size).toBe(120)
    expect(desks.filter(({ status }) => status === 'waiting').length).toBeGreaterThan(100)
    const holding = people.filter((_, index) => desks[index]?.pairs.length)
    await Promise.all(holding.map((person) => judgeAll(person)))
    expect(await checkStudy(studyId)).toMatchObject({ slots: 120, judgments: 120, ...WHOLE })
  },
)
