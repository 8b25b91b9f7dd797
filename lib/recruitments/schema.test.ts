import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { ENDING_KINDS, type Ending, HABITS, linkFor, type Platform } from './platforms'
import { type Brings, RecruitmentInput } from './schema'

type Given = Partial<Record<Ending, Partial<Brings>>>

function parse(platform: Platform, endings: Given) {
  const empty = Object.fromEntries(ENDING_KINDS.map((ending) => [ending, endings[ending] ?? {}]))
  return RecruitmentInput.safeParse({
    ...{ studyId: randomUUID(), groupId: randomUUID(), name: 'Wave 1', platform, places: 24 },
    ...{ parameters: HABITS[platform].parameters, endings: empty },
  })
}

const faults = (platform: Platform, endings: Given) =>
  parse(platform, endings).error?.issues.map(({ path }) => path.slice(1).join('.')) ?? []

test('Prolific needs a code for each ending, all different, and no address', () => {
  const codes = Object.fromEntries(ENDING_KINDS.map((ending) => [ending, { code: `CODE-${ending}` }]))
  expect(faults('PROLIFIC', codes)).toEqual([])
  expect(faults('PROLIFIC', { ...codes, FULL: {} })).toEqual(['FULL.code'])
  expect(faults('PROLIFIC', { ...codes, FULL: { code: 'CODE-COMPLETED' } })).toEqual(['FULL.code'])
  expect(faults('PROLIFIC', { ...codes, FULL: { code: 'x', address: 'https://a.example/' } })).toEqual(['FULL.address'])
  expect(faults('PROLIFIC', { ...codes, FULL: { code: 'no spaces' } })).toEqual(['FULL.code'])
})

test.each([
  ['CONNECT', 'https://connect.cloudresearch.com/participant/redirect/1', true],
  ['CONNECT', 'https://cloudresearch.com.evil.example/1', false],
  ['CONNECT', 'https://evilcloudresearch.com/1', false],
  ['SONA', 'https://lab.sona-systems.com/webstudy_credit.aspx?survey_code={participant}', true],
  ['SONA', 'https://lab.sona-systems.com/webstudy_credit.aspx', false],
  ['PANEL', 'https://panel.example/back?id={participant}&s={outcome}', true],
  ['PANEL', 'http://panel.example/back', false],
  ['PANEL', 'https://{participant}.example/back', false],
  ['PANEL', 'https://panel.example/{secret}', false],
  ['PANEL', 'https://me:pass@panel.example/', false],
  ['PANEL', 'javascript:alert(1)', false],
  ['PANEL', 'https://panel.example/{participant', false],
] as const)('people of %s may be sent to %s: %s', (platform, address, may) => {
  expect(faults(platform, { COMPLETED: { address } })).toEqual(may ? [] : ['COMPLETED.address'])
})

test('who completes gets back somehow', () => {
  expect(faults('PANEL', {})).toEqual(['COMPLETED.address'])
  expect(faults('PANEL', { COMPLETED: { code: 'DONE' } })).toEqual([])
})

test('the link to paste has the platform’s placeholders', () => {
  const link = 'https://study.example/r/abc'
  expect(linkFor('PROLIFIC', HABITS.PROLIFIC.parameters, link)).toBe(
    `${link}?PROLIFIC_PID={{%PROLIFIC_PID%}}&SESSION_ID={{%SESSION_ID%}}&STUDY_ID={{%STUDY_ID%}}`,
  )
  expect(linkFor('SONA', HABITS.SONA.parameters, link)).toBe(`${link}?survey_code=%SURVEY_CODE%`)
  expect(linkFor('CONNECT', HABITS.CONNECT.parameters, link)).toBe(link)
})
