import { expect, test } from 'vitest'
import { RatingCriterion, type RatingOption } from '@/lib/protocols/rating/design'
import { moved, relabelled, withOneMore } from './edit-options'
import { criterionOf, nextCriterion, TEMPLATES, templateIn, withTemplate, withUnit } from './templates'

const own = (...labels: string[]): RatingOption[] =>
  labels.reduce<RatingOption[]>((options, label, at) => relabelled(withOneMore(options), at, label), [])
const codes = (options: readonly RatingOption[]) => options.map(({ code }) => code)

test.each([
  [
    'labels in any script',
    ['Très bon !', '좋음', 'nicht gut', '  '],
    ['TRES_BON', 'OPTION_2', 'NICHT_GUT', 'OPTION_4'],
  ],
  ['labels that would have one code', ['so so', 'So-so', 'SO SO'], ['SO_SO', 'SO_SO_2', 'SO_SO_3']],
  ['a label of 120 letters', ['x'.repeat(120)], ['X'.repeat(36)]],
])('codes are derived: %s', (_, labels, derived) => {
  expect(codes(own(...labels))).toEqual(derived)
})

test('a code follows its label letter by letter, until it is one that somebody gave', () => {
  let options = own('Poor', 'Good')
  for (const label of ['Goo', '', 'F', 'Fa', 'Fair']) options = relabelled(options, 1, label)
  expect(codes(options)).toEqual(['POOR', 'FAIR'])
  const given = options.map((option) => ({ ...option, code: `${option.code}X` }))
  expect(codes(relabelled(given, 1, 'Great'))).toEqual(['POORX', 'FAIRX'])
  expect(codes(relabelled(criterionOf('HELPFULNESS').options, 0, 'Useless'))[0]).toBe('1')
})

test('what is added or moved keeps the scores in order, so that it can be saved', () => {
  const options = own('Poor', 'Fair', 'Good').map((option, at) => ({ ...option, score: at * 2.5 }))
  const more = relabelled(withOneMore(options), 3, 'Best')
  expect(more.map(({ score }) => score)).toEqual([0, 2.5, 5, 7.5])
  const swapped = moved(moved(more, 3, -1), 0, 1)
  expect(swapped.map(({ label }) => label)).toEqual(['Fair', 'Poor', 'Best', 'Good'])
  expect(swapped.map(({ score }) => score)).toEqual([0, 2.5, 5, 7.5])
  expect(RatingCriterion.safeParse({ question: 'How?', unit: 'TURN', options: swapped }).success).toBe(true)
})

test('every template is a criterion that can be asked, is found again, and gives way to another', () => {
  for (const template of TEMPLATES) {
    const criterion = criterionOf(template)
    expect(RatingCriterion.parse(criterion)).toEqual(criterion)
    expect(templateIn(withTemplate(criterionOf('SAFETY', 'TURN'), template))).toBe(template)
  }
  expect(templateIn({ ...criterionOf('LIMA_QUALITY'), options: own('Fail', 'Pass') })).toBe('FREE')
  expect(nextCriterion([criterionOf('LIMA_QUALITY'), criterionOf('FREE')])).toEqual(criterionOf('SAFETY'))
})

test('a template’s own question goes with it; one that somebody worded stays', () => {
  const ours = withUnit(withTemplate(criterionOf('LIMA_QUALITY'), 'HELPFULNESS'), 'TURN')
  expect(ours).toEqual(criterionOf('HELPFULNESS', 'TURN'))
  const worded = withUnit(withTemplate({ ...ours, question: 'Would you send it?' }, 'YES_NO'), 'RESPONSE')
  expect([worded.question, worded.unit]).toEqual(['Would you send it?', 'RESPONSE'])
})
