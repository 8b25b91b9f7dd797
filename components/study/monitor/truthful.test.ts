import { expect, test } from 'vitest'
import { PLANNING } from '@/lib/designs/schema'
import type { MonitoredAnnotator } from '@/lib/monitor/read-annotators'
import type { Monitor } from '@/lib/monitor/read-monitor'
import { healthLines } from './health-lines'
import { stepsWhileOpen } from './next-list'

const study = {
  ...{
    id: 's',
    protocol: 'COMPARISON' as const,
    status: 'OPEN',
    origin: 'COLLECTED',
    looks: 'CLOSING',
    focal: 'Heron',
    overlap: 1,
    groups: [] as { name: string; kind: string; overlap: number }[],
  },
  ...{ leaseMinutes: 20, planning: PLANNING },
}

function monitorOf(of: { done: number; wanted: number; checks?: Monitor['checks']; states?: string[] }): Monitor {
  const none = { judged: 0, failed: 0 }
  const total = { key: 'all', label: 'All', cells: [{ done: of.done, wanted: of.wanted }] }
  return {
    ...{ now: new Date(), tookMs: 1, late: [], setAside: [], hours: 1, tooFast: [], same: [] },
    progress: { columns: ['Crowd'], rows: [], total, practice: null },
    items: { items: 4, even: 4, largest: 1, over: 0 },
    pace: { hours: [], days: [] },
    leases: { held: 0, holders: 0, oldestMinutes: null, lapsed: 0 },
    sides: { people: 1, largest: 0, uneven: [] },
    checks: of.checks ?? { check: none, gold: none, careless: [] },
    annotators: (of.states ?? []).map((state, index) =>
      annotator(`C0${index + 1}`, state as MonitoredAnnotator['now']['state']),
    ),
  }
}

function annotator(code: string, state: MonitoredAnnotator['now']['state']): MonitoredAnnotator {
  return {
    ...{
      id: code,
      code,
      group: 'Crowd',
      kind: 'person',
      exploratory: false,
      importedAs: null,
      runsStudy: false,
      done: 1,
      judgments: 1,
      setAside: 0,
      shared: 0,
      sharedDone: 0,
      held: 0,
      cap: null,
      run: null,
    },
    ...{ medianSeconds: null, lastVerdictAt: null, leasedAt: null, leaseUntil: null, deactivatedAt: null },
    ...{ excludedAt: null, excludedReason: null, now: { state, since: null, holds: 0 } },
  }
}

const gold = (failed: number, judged: number) => ({
  ...{ check: { judged: 0, failed: 0 }, gold: { judged, failed }, careless: [] },
})

test.each([
  [0, 4, 'well'],
  [1, 40, 'note'],
  [4, 4, 'caution'],
  [1, 4, 'caution'],
])('%i of %i gold judgments that differ are marked: %s', (failed, judged, mark) => {
  const lines = healthLines(study, monitorOf({ done: 1, wanted: 4, checks: gold(failed, judged) }))
  expect(lines.find(({ title }) => title === 'Checks')?.mark).toBe(mark)
})

const titles = (monitor: Monitor) => stepsWhileOpen(study, monitor).map(({ title }) => title)

test('models that wait for somebody to start them are named, and hurry nobody', () => {
  const monitor = monitorOf({ done: 4, wanted: 4 })
  const models = {
    ...monitor.progress.total,
    cells: [
      { done: 4, wanted: 4 },
      { done: 0, wanted: 8 },
    ],
  }
  const progress = { ...monitor.progress, columns: ['Crowd', 'Models'], total: models }
  const annotators = [
    annotator('C01', 'done'),
    { ...annotator('G01', 'model_ready'), kind: 'LLM' as const, run: 'READY' as const },
  ]
  const withModels = { ...study, groups: [{ name: 'Models', kind: 'LLM', overlap: 0 }] }
  expect(stepsWhileOpen(withModels, { ...monitor, progress, annotators }).map(({ title }) => title)).toEqual([
    'G01 can start.',
  ])
})

test('who waits, has not begun or has not agreed is named while something is left, and no longer', () => {
  const states = ['waiting', 'not_begun', 'no_consent']
  expect(titles(monitorOf({ done: 3, wanted: 4, states }))).toEqual([
    'C01 waits.',
    'C02 has not begun.',
    'C03 has not agreed.',
  ])
  expect(titles(monitorOf({ done: 4, wanted: 4, states }))).toEqual(['Close the study.'])
})
