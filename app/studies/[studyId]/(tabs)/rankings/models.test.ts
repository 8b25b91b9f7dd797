import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { peopleAndModels } from '@/lib/rankings/people-and-models'
import { strengthsApart } from '@/lib/rankings/strengths'
import { BY_PERSON, type ExportedJudgment, NOT_RATED, NOTHING_SAID } from '@/lib/records/exported-judgment'
import { gatherColumns } from '@/lib/records/gather-columns'
import { Comparisons } from './comparisons'
import { Models } from './models'

const BASE: ExportedJudgment = {
  ...{ study: 's', title: 't', origin: 'collected', item: '0', promptId: 'p0', category: null, tags: [], focal: null },
  ...{ modelA: 'Aster', modelB: 'Briar', lengthA: 10, lengthB: 20, criterion: 'Q', score: 1, leftIsA: true },
  ...{ annotator: 'C01', group: 'crowd', simulated: false, at: null, milliseconds: null, leftOut: null, slot: 0 },
  ...{ repeat: 0, shared: false, verdict: null, expected: null, seed: 3, said: NOTHING_SAID, by: BY_PERSON },
  ...{ tieOffered: true, ...NOT_RATED },
}

/** Verdicts on six prompts, of people and of a model that thinks otherwise. */
async function given() {
  const rows = Array.from({ length: 6 }, (_, k) => {
    const at = { item: String(k), promptId: `p${k}`, score: k === 0 ? -1 : k === 1 ? 0 : 1 }
    const by = { ...BY_PERSON, isModel: true, model: 'aster-9b' }
    return [
      { ...BASE, ...at },
      { ...BASE, ...at, score: -at.score, annotator: 'G01', group: 'models', by },
    ]
  }).flat()
  const input = await gatherColumns(rows)
  const { strengths, modelStrengths } = strengthsApart(input, peopleAndModels(input), () => undefined)
  if (!modelStrengths) throw new Error('models judged')
  return [strengths, modelStrengths].map((one) => ({ strengths: one, unjudged: [] as string[] }))
}

const page = { studyId: 's', criterion: 0, children: 'the figure' }
const shown = (of: Awaited<ReturnType<typeof given>>) =>
  renderToStaticMarkup(createElement(Models, { ...page, given: of }))

test('where people and models judged, each has tables of its own, whose numbers lead to what they rest on', async () => {
  const of = await given()
  const html = shown(of)
  expect(html).toContain('the figure')
  expect([...html.matchAll(/<h3[^>]*>([^<]*)/g)].map(([, title]) => title)).toEqual(['By people', 'By language models'])
  for (const model of ['Davidson', 'Ties as half', 'Rao–Kupper'])
    for (const whose of ['people', 'models']) expect(html).toContain(`aria-label="Strengths by ${whose}, ${model}"`)
  const ofModels = of[1]?.strengths.davidson
  const strength = ofModels?.defined ? ofModels.value.systems[0] : undefined
  expect(strength?.system).toBe('Briar')
  const linked = new RegExp(`href="[^"]*by=models[^"]*"[^>]*>${strength?.strength.toFixed(0)}<`)
  expect(html).toMatch(linked)
})

test('alone they need no title, and what keeps all of them from a scale is said once', async () => {
  const [people] = await given()
  if (!people) throw new Error('people judged')
  expect(shown([people])).not.toContain('<h3')
  const none = { defined: false, reason: 'No two systems met.' } as const
  const html = shown([
    { ...people, strengths: { ...people.strengths, davidson: none, tiesAsHalf: none, raoKupper: none } },
  ])
  expect(html).not.toContain('the figure')
  expect(html.split('No two systems met.')).toHaveLength(2)
})

const compared = (of: Awaited<ReturnType<typeof given>>) =>
  renderToStaticMarkup(createElement(Comparisons, { ...page, given: of }))

test('pairs compared stand apart, too; what models said in two orders leads to all of it', async () => {
  const [people, models] = await given()
  if (!people || !models) throw new Error('both judged')
  const html = compared([people, models])
  expect([...html.matchAll(/<h3[^>]*>([^<]*)/g)].map(([, title]) => title)).toEqual(['By people', 'By language models'])
  const tables = html.split('aria-label="Pairs compared by ').slice(1)
  const numbers = tables.map((one) => [...one.matchAll(/data-rows[^>]*>([^<]*)</g)].map(([, text]) => text))
  // Four wins, a tie and a loss of six; the model says the contrary.
  expect(numbers).toEqual([
    ['6', '4', '1', '1', '75.0'],
    ['6', '1', '1', '4', '25.0'],
  ])
  const [ofPeople = '', ofModels = ''] = tables
  expect(ofPeople).toMatch(/outcome=win[^"]*"/)
  expect(ofPeople).toContain('by=people')
  expect(ofModels).toContain('by=models')
  expect(ofModels).not.toContain('outcome=')
  expect(html.split('the figure')).toHaveLength(2)
  // Whom nobody compared, and what falls apart, is told of each by itself.
  const apart = { ...models.strengths, components: [['Aster'], ['Briar']] }
  const two = compared([people, { strengths: apart, unjudged: ['Clover'] }])
  expect(two.split('groups that never met')).toHaveLength(2)
  expect(two.indexOf('groups that never met')).toBeGreaterThan(two.indexOf('By language models'))
  expect(two.indexOf('Clover')).toBeGreaterThan(two.indexOf('Pairs compared by models'))
})

test('pairs that people alone compared need no title', async () => {
  const [people] = await given()
  if (!people) throw new Error('people judged')
  const html = compared([people])
  expect(html).not.toContain('<h3')
  expect(html).toContain('aria-label="Pairs compared"')
})
