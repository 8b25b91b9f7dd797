import { randomUUID } from 'node:crypto'
import { db } from '@/lib/db/client'
import { rng } from '@/lib/rng'
import { writeStudy } from './written-study'

/** What somebody says of an item whose arm A stands left, or right. */
export type Say = (leftIsA: boolean) => string

const { below } = rng(11, 'annotators of a test')

/** Annotators whose numbers are known beforehand. */
export const PEOPLE: Record<string, Say> = {
  perfect: () => 'A',
  random: () => ['A', 'B', 'TIE', 'BOTH_BAD'][below(4)] as string,
  'left-biased': (leftIsA) => (leftIsA ? 'A' : 'B'),
}

/** Twenty items, each judged by three people; the third sees B left. Some have a reason. */
export async function judgedByThree(say: Say, stem = 'focal') {
  const names = [`${stem} ${randomUUID()}`, `base ${randomUUID()}`] as const
  const study = await writeStudy(names, { looks: 'ANYTIME' })
  const { studyId } = study
  const annotators: string[] = []
  while (annotators.length < 3) annotators.push(await study.addAnnotator({ group: 'crowd' }))
  for (let item = 0; item < 20; item++) {
    const itemId = await study.addItem(names)
    for (const [nth, annotator] of annotators.entries()) {
      const id = await study.judge(annotator, names, { itemId, leftIsA: nth < 2, choice: say(nth < 2) })
      if (item % 4 === nth)
        await db.assignment.update({
          where: { studyId_id: { studyId, id } },
          data: { rationale: `Reason ${item}: “clear”, =1+1` },
        })
    }
  }
  return { study, studyId, names, annotators }
}
