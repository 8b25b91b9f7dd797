import { expect, test } from 'vitest'
import { readAnalysis } from '@/lib/analysis/read-analysis'
import { comparisons } from '@/lib/figures/comparisons'
import { toFigureQuery } from '@/lib/figures/figure-query'
import { readFigure } from '@/lib/figures/registry'
import { rng } from '@/lib/rng'
import { grantAdmin, writeStudy } from '@/lib/testing/written-study'
import { workHere } from '@/lib/worker/testing'
import { compareNumbers } from './frozen-numbers'
import { readNumbers } from './read-numbers'
import { freezeResults, readSnapshot } from './snapshots'

workHere()

/** Two systems judged by three people, a third of the items in the shared set; looks are allowed at any time. */
async function makePanel() {
  const study = await writeStudy(['Kept one', 'Kept two'], { looks: 'ANYTIME' })
  const annotators = [
    await study.addAnnotator({ group: 'crowd' }),
    await study.addAnnotator({ group: 'crowd' }),
    await study.addAnnotator({ group: 'crowd' }),
  ]
  const { below } = rng(2, 'snapshots')
  for (let k = 0; k < 9; k++) {
    const itemId = await study.addItem(['Kept one', 'Kept two'])
    if (k < 3) await study.share(itemId)
    for (const annotator of annotators)
      await study.judge(annotator, ['Kept one', 'Kept two'], {
        itemId,
        choice: ['A', 'TIE', 'B'][below(3)] as string,
        leftIsA: below(2) === 0,
      })
  }
  return { study, annotators, access: await grantAdmin(study.studyId, 'study:results') }
}

test('a snapshot keeps every figure’s numbers and the hash of the data, and each is compared with what comes later', async () => {
  const { study, annotators, access } = await makePanel()
  const { studyId } = study
  const asked = { rule: 'all', criterion: 0 } as const
  const freeze = async () => {
    // Else the numbers may still be being computed.
    expect((await readAnalysis(access, 'Question 0', 60_000)).state).toBe('done')
    return freezeResults(access, { studyId, note: 'Kept', ...asked })
  }
  const frozen = await readSnapshot(access, await freeze())
  const { figures } = frozen.numbers
  expect(figures.map(({ name }) => name)).toEqual([
    ...['figure-1', 'anytime', 'categories', 'tags', 'agreement', 'coefficients', 'sides', 'annotators'],
    ...['strengths', 'comparisons', 'effects'],
  ])
  const agreement = figures.find(({ name }) => name === 'agreement')?.rows
  expect(agreement?.map(({ set, label_pairs }) => [set, label_pairs])).toEqual([
    ['shared', 9],
    ['pairable', 27],
  ])
  for (const { numbers, changes } of compareNumbers(figures, await readNumbers(access, asked))) {
    expect(numbers).toBeGreaterThan(2)
    expect(changes).toEqual([])
  }

  // An item outside the shared set, judged by one annotator: agreement rests on the same pairs of labels as before.
  await study.judge(annotators[0] as string, ['Kept one', 'Kept two'], { choice: 'B' })
  const later = await readSnapshot(access, await freeze())
  expect(later.dataHash).not.toBe(frozen.dataHash)
  expect((await readSnapshot(access, frozen.id)).numbers).toEqual(frozen.numbers)
  const compared = new Map(compareNumbers(figures, later.numbers.figures).map(({ name, changes }) => [name, changes]))
  expect(compared.get('agreement')).toEqual([])
  expect(compared.get('figure-1')).toContainEqual({
    row: 'crowd, Kept one, Kept two',
    column: 'n',
    before: 27,
    after: 28,
  })
  expect(compared.get('comparisons')).toContainEqual({ row: 'Kept one, Kept two', column: 'n', before: 27, after: 28 })
  expect(compared.get('strengths')?.map(({ column }) => column)).toContain('strength')
  expect(compared.get('annotators')?.map(({ row }) => row)).toContain('shared, crowd, C01')

  // While newer judgments are counted, files are of the latest that were, and say so; a snapshot is not made of them.
  await study.holdAnalysis()
  await study.judge(annotators[0] as string, ['Kept one', 'Kept two'], { choice: 'B' })
  const { caption } = await readFigure(access, comparisons, toFigureQuery({}))
  expect(caption).toContain('n = 28 judgments')
  expect(caption).toMatch(
    /Computed from the judgments as of \d{4}-\d\d-\d\d \d\d:\d\d UTC; newer ones are not among them\./,
  )
  const held = freezeResults(access, { studyId, note: 'Held', ...asked })
  await expect(held).rejects.toThrow('being computed')
}, 120_000)
