import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { expectAllPassed, PAIRS, RATINGS } from '@/lib/testing/golden'
import { difference, plain } from '@/scripts/golden/compare'
import { runGolden } from '@/scripts/golden/run'
import { defined, notDefined } from './estimate'

test('every statistic agrees with independent implementations on synthetic studies', () => {
  const report = runGolden(path.resolve('lib/stats/golden-data'))
  expectAllPassed(report, [...PAIRS, ...RATINGS, 'published'])
  const passed = Object.values(report.families).reduce((sum, family) => sum + family.passed, 0)
  expect(passed).toBeGreaterThan(8100)
}, 60_000)

test('a folder with pieces missing or broken is run as far as it goes, and each case is accounted for', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'evenhand-golden-'))
  for (const inside of ['data', 'expected/rates', 'expected/weather', 'units', 'published'])
    mkdirSync(path.join(folder, inside), { recursive: true })
  const save = (file: string, content: unknown) => writeFileSync(path.join(folder, file), JSON.stringify(content))
  const given = (stat: string, expected: unknown) => ({ stat, args: { pair: ['sys1', 'sys2'] }, expected })
  copyFileSync('lib/stats/golden-data/data/d12_one_judgment.json', path.join(folder, 'data/here.json'))
  save('data/broken.json', { name: 'broken' })
  save('expected/README.md', 'no folder')
  save('expected/rates/here.json', { cases: [given('score', 0), given('score', 1), given('moon_phase', 1)] })
  save('expected/rates/gone.json', { cases: [given('score', 0.5)] })
  save('expected/rates/broken.json', { cases: [given('score', 0.5)] })
  save('expected/weather/here.json', { cases: [given('rain', null)] })
  save('units/units.json', { cases: [] })
  save('published/published.json', {
    entries: [{ id: 'odd', input: { counts: [1, -1] }, published: { goodman: 1 }, computed: null, computed_by: [] }],
  })
  const { families, failures, unsupported } = runGolden(folder)
  rmSync(folder, { recursive: true })
  expect(families).toEqual({
    rates: { passed: 1, failed: 3, unsupported: 1 },
    weather: { passed: 0, failed: 0, unsupported: 1 },
    published: { passed: 0, failed: 1, unsupported: 0 },
  })
  expect(failures.map(({ data }) => data)).toEqual(['broken', 'gone', 'here', 'odd'])
  expect(unsupported).toEqual({ 'rates/moon_phase': 1, 'weather/rain': 1 })
})

test('what cannot be read is named with its file and its place', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'evenhand-golden-'))
  for (const inside of ['data', 'expected/rates', 'units', 'published'])
    mkdirSync(path.join(folder, inside), { recursive: true })
  const save = (file: string, content: unknown) =>
    writeFileSync(path.join(folder, file), typeof content === 'string' ? content : JSON.stringify(content))
  const one = JSON.parse(readFileSync('lib/stats/golden-data/data/d12_one_judgment.json', 'utf8'))
  const judged = (change: object) => {
    const row = { seq: 0, prompt: 0, first: 0, second: 1, annotator: 0, choice: 'A', ...change }
    return { ...one, columns: Object.keys(row), judgments: [Object.values(row)] }
  }
  const places: [name: string, study: unknown, problem: string][] = [
    ['absent', { ...one, columns: one.columns.slice(1) }, 'columns: “seq” is missing'],
    ['choice', judged({ choice: 'X' }), 'judgments[0]: choice is "X", not A, B or T'],
    ['itself', judged({ second: 0 }), 'judgments[0]: first and second are the same system'],
    ['lengths', { ...one, response_lengths: { sys1: [1, 2] } }, 'response_lengths.sys1: 2 for 1 prompts'],
    ['missing', { name: 'missing' }, 'systems: '],
    ['nan', '{"systems": [NaN]}', ' is not JSON: '],
    ['order', judged({ seq: '0' }), 'judgments[0]: seq is "0", not a number'],
    ['range', judged({ prompt: 9 }), 'judgments[0]: prompt is 9, not a whole number from 0 to 0'],
    ['twice', { ...one, systems: ['sys1', 'sys1'] }, 'systems: “sys1” is there twice'],
  ]
  for (const [name, study] of places) {
    save(`data/${name}.json`, study)
    save(`expected/rates/${name}.json`, { cases: [{ stat: 'score', args: { pair: ['sys1', 'sys2'] }, expected: 1 }] })
  }
  save('data/well.json', one)
  save('expected/rates/well.json', { cases: [{ stat: 'score', args: { pair: ['sys1', 'sys9'] }, expected: null }] })
  save('expected/rates/zero.json', { cases: [{ stat: 'score', args: {} }] })
  save('units/units.json', { cases: [{ stat: 'normal_mixture_cs', args: { sequence: 'even', t: [1] }, expected: [] }] })
  save('published/published.json', '[')
  const { failures } = runGolden(folder)
  rmSync(folder, { recursive: true })
  expect(failures.map(({ data, problem }) => [data, problem.replace(folder, '')])).toEqual([
    ...places.map(([name, , problem]) => [
      name,
      expect.stringContaining(`/data/${name}.json${name === 'nan' ? '' : ': '}${problem}`),
    ]),
    ['well', 'threw pair: the study has no “sys9”'],
    ['zero', '/expected/rates/zero.json: cases[0].expected: is missing'],
    ['units', 'threw sequence: the file has no “even”'],
    ['published', expect.stringContaining('/published/published.json is not JSON: ')],
  ])
})

test('a comparison knows tolerances, "not defined" from 0, and where a list went wrong', () => {
  expect(difference(1.05, 1, 0, 0.1)).toBeNull()
  expect(difference(1.2, 1, 0, 0.1)).toContain('1.2')
  expect(difference(Number.NaN, 0, 1, 1)).toContain('expected 0')
  expect(difference(0, null, 1, 1)).toContain('expected null')
  expect(difference(plain(notDefined('no reason.')), null, 0, 0)).toBeNull()
  expect(difference(plain([defined(1), [defined([2])]]), [1, [[3]]], 0, 0)).toContain('[1] [0] [0]')
  expect(difference([1], [1, 2], 0, 0)).toContain('expected 2')
  expect(difference({ a: 1 }, { a: 1, b: true }, 0, 0)).toContain('[b]')
})
