import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { version } from '@/package.json'
import { Settings } from './env-example'

const CHART = 'charts/evenhand'
const read = (file: string) => readFileSync(file, 'utf8')
const templates = readdirSync(path.join(CHART, 'templates')).map((file) => read(path.join(CHART, 'templates', file)))

/** Of PostgreSQL's own image, of compose, or of the build. */
const OTHERS = /^(POSTGRES_(USER|DB|PASSWORD)|PUBLISHED_PORT|NODE_ENV|NEXT_TELEMETRY_DISABLED|EVENHAND_COMMIT)$/

test.each([
  ['Dockerfile', /([A-Z][A-Z_]+)=/g],
  ['compose.yaml', /^ +([A-Z][A-Z_]+):|\$\{([A-Z_]+)/gm],
])('%s sets nothing but settings', (file, pattern) => {
  const names = [...read(file).matchAll(pattern)].map(([, name, other]) => name ?? other ?? '')
  expect(names.length).toBeGreaterThan(5)
  expect(
    names.filter((name) => !(name in Settings.shape) && !OTHERS.test(name) && name !== 'COMMIT' && name !== 'NODE'),
  ).toEqual([])
})

test('the chart sets nothing but settings, is of this version, and its schema knows every value', () => {
  const names = templates.flatMap((text) => [...text.matchAll(/name: ([A-Z][A-Z_]+)$/gm)].map(([, name]) => name ?? ''))
  expect(names.length).toBeGreaterThan(5)
  expect(names.filter((name) => !(name in Settings.shape))).toEqual([])
  expect(read(path.join(CHART, 'Chart.yaml'))).toContain(`appVersion: ${version}\n`)
  const { properties } = JSON.parse(read(path.join(CHART, 'values.schema.json')))
  const given = [...read(path.join(CHART, 'values.yaml')).matchAll(/^(\w+):/gm)].map(([, name]) => name ?? '')
  expect(given.filter((name) => !(name in properties))).toEqual([])
  expect(Object.keys(properties).filter((name) => !given.includes(name) && name !== 'global')).toEqual([])
})

test('every value that a template asks for is there', () => {
  const given = read(path.join(CHART, 'values.yaml'))
  const asked = templates.flatMap((text) => [...text.matchAll(/\$?[Vv]alues\.(\w+)(?:\.(\w+))?/g)])
  expect(asked.length).toBeGreaterThan(20)
  for (const [, name = '', part] of asked) {
    expect(given).toMatch(new RegExp(`^${name}:`, 'm'))
    if (part) expect(given).toMatch(new RegExp(`^${name}:\\n(?:  .*\\n)*?  ${part}:`, 'm'))
  }
})
