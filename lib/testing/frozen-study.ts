import { randomUUID } from 'node:crypto'
import { readAnalysis } from '@/lib/analysis/read-analysis'
import { freezeResults } from '@/lib/results/snapshots'
import { rng } from '@/lib/rng'
import { grantAdmin, writeStudy } from './written-study'

/** Three systems, two groups, ties, a shared set, judgments that do not count; frozen. */
export async function frozenStudy() {
  const mark = randomUUID()
  const names = [`=Focal “1” ${mark}`, `Base, ü ${mark}`, `Other ${mark}`] as const
  const study = await writeStudy(names, { looks: 'ANYTIME' })
  const { studyId } = study
  const who = [
    ...(await Promise.all([study.addAnnotator({ group: 'crowd' })])),
    await study.addAnnotator({ group: 'crowd' }),
    await study.addAnnotator({ group: 'expert' }),
    await study.addAnnotator({ group: 'crowd', excluded: true }),
  ]
  const { below } = rng(3, 'a bundle of a test')
  for (let k = 0; k < 12; k++) {
    const arms = [names[0], names[1 + (k % 2)] as string] as const
    const itemId = await study.addItem(arms)
    if (k < 5) await study.share(itemId)
    for (const annotator of who)
      await study.judge(annotator, arms, {
        ...{ itemId, choice: ['A', 'A', 'TIE', 'B', 'BOTH_BAD'][below(5)] as string, leftIsA: below(2) === 0 },
      })
  }
  await study.judge(who[0] as string, [names[0], names[1]], { kind: 'GOLD' })
  const access = await grantAdmin(studyId, 'study:results')
  const { state } = await readAnalysis(access, 'Question 0', 60_000)
  if (state !== 'done') throw new Error(`the analysis is ${state}`)
  const id = await freezeResults(access, { studyId, note: 'For the paper', rule: 'all', criterion: 0 })
  return { study, studyId, access, who, names, id }
}
