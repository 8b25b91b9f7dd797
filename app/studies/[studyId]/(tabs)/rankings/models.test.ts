import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { peopleAndModels } from '@/lib/rankings/people-and-models'
import { strengthsApart } from '@/lib/rankings/strengths'
import { BY_PERSON, type ExportedJudgment, NOT_RATED, NOTHING_SAID } from '@/lib/records/exported-judgment'
import { gatherColumns } from '@/lib/records/gather-columns'
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
  return [strengths, modelStrengths].map((one) => ({ strengths: one, unjudged: [] }))
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
