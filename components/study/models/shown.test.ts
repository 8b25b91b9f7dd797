import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { blankDesign, blankRating } from '@/lib/designs/blank-design'
import type { StudyInput } from '@/lib/designs/schema'
import { ModelInput } from '@/lib/models/design'
import type { CallDetail } from '@/lib/runs/read-calls'
import type { ModelRunRow } from '@/lib/runs/read-runs'
import { ModelFields } from '../design/models/model-fields'
import type { ModelSource } from '../design/models/source'
import { FrozenModels } from '../frozen/frozen-models'
import { CallView } from './call-view'
import { Runs } from './runs'

const PROVIDER = '6f0c9c5e-7d3b-4d2e-9b2c-2f0d6f3f6a10'
const refuse = async () => ({ ok: false as const, problem: { code: 'invalid' as const, message: 'no' } })
const TESTED = {
  ...{ model: 'tested', testedAt: '2026-11-30', problem: null, servedModel: 'tested', milliseconds: 4 },
  ...{ maxTokensName: 'max_tokens' as const, temperature: true, topP: null, seed: false, reasoningEffort: false },
  ...{ schema: true, reportsUsage: true, reportsFingerprint: true },
}
const price = { model: 'tested', currency: 'EUR', inputNanos: 1n, cachedInputNanos: null, outputNanos: 2n }
const source: ModelSource = {
  providers: [
    {
      ...{ id: PROVIDER, name: 'Loopback', kind: 'OPENAI_COMPATIBLE', models: ['tested', 'other'], tested: [TESTED] },
      prices: [{ ...price, validFrom: new Date(0) }],
    },
  ],
  ...{ isAdmin: false, example: refuse, estimate: refuse },
}

const model = (of: object) => ModelInput.parse({ providerId: PROVIDER, model: 'tested', tokenBudget: 1000, ...of })
const group = (...models: ModelInput[]) => ({ name: 'Judges', codePrefix: 'G', models })

/** What an element says, its marks taken away. */
const textOf = (element: React.ReactElement) => renderToStaticMarkup(element).replaceAll(/<[^>]*>/g, ' ')

function fields(design: StudyInput, of: Partial<ModelSource> = {}): string {
  const props = { design, change: () => undefined, errors: () => undefined, ablation: null }
  return textOf(createElement(ModelFields, { ...props, source: { ...source, ...of } }))
}

describe('the form', () => {
  test('says what an admin has to do where no provider can be used', () => {
    expect(fields(blankDesign(), { providers: [] })).toContain('An admin adds one under Providers')
    expect(fields(blankDesign(), { providers: [], isAdmin: true })).toContain('Add one under Providers')
  })

  test('offers only parameters that a test found to work, and names those it found refused', () => {
    const tested = fields({ ...blankDesign(), models: [group(model({}))] })
    expect(tested).toContain('Temperature')
    expect(tested).not.toContain('Top p')
    expect(tested).toContain('it refuses seed, reasoning effort')
    expect(tested).toContain('At most, EUR')
    const other = fields({ ...blankDesign(), models: [group(model({ model: 'other' }))] })
    expect(other).not.toContain('Temperature')
    expect(other).toContain('other was not tested yet')
    expect(other).toContain('No price of this model is known')
  })

  test('speaks of orders where two responses are compared, and of none where one is rated', () => {
    expect(fields({ ...blankDesign(), models: [group(model({}))] })).toContain('Orders of a pair')
    const rating = fields({ ...blankRating(), models: [group(model({}))] })
    expect(rating).not.toContain('Orders of a pair')
    expect(rating).toContain('Try on 5 responses')
  })

  test('shows what is sent as it will be, beside what a person reads', () => {
    const shown = fields({ ...blankDesign(), models: [group(model({}))] })
    expect(shown).toContain('(the answer shown left)')
    expect(shown).toContain('of the form “Verdict: X”')
  })
})

test('a frozen model is told whole', () => {
  const models = [group(model({ repeats: 2, scope: { of: 'SAMPLE', items: 30 }, answer: 'SCHEMA' }))]
  const providers = new Map([[PROVIDER, 'Loopback']])
  const said = textOf(createElement(FrozenModels, { design: { ...blankDesign(), models }, providers }))
  for (const part of [
    'tested, asked of Loopback',
    'Both orders',
    'asked again 2 times',
    '30 items',
    '1,000 tokens',
    '5 percentage points',
  ])
    expect(said).toContain(part)
})

const NOTHING = { spent: 0n, reserved: 0n, left: null }
const run: ModelRunRow = {
  ...{ annotatorId: 'n', code: 'G01', group: 'Judges', model: 'tested', provider: 'Loopback', settings: {} as never },
  exploratory: false,
  ...{ status: 'RUNNING', problem: null, waitingUntil: null, startedAt: new Date(0), finishedAt: null },
  ...{ currency: 'USD', calls: 4, failed: 0, unpriced: 0, tokens: { spent: 1200n, reserved: 300n, left: 8500n } },
  ...{ nanos: { ...NOTHING, spent: 12_000_000n }, servedModels: [{ model: 'tested', calls: 4 }], estimateLeft: null },
  behind: null,
  slots: { all: 8, done: 4, open: 4, answered: 3, noVerdict: 1, byOutcome: { ANSWERED: 3, REFUSED: 1 } },
}

function runs(of: Partial<ModelRunRow>, status: 'OPEN' | 'CLOSED' = 'OPEN'): string {
  const acts = Object.fromEntries(
    ['start', 'pause', 'resume', 'cancel', 'reparse', 'price', 'budget'].map((name) => [name, refuse]),
  ) as never
  const now = new Date('2026-11-30T14:00:00Z')
  return textOf(createElement(Runs, { studyId: 's', runs: [{ ...run, ...of }], acts, status, now }))
}

describe('a run', () => {
  test('says what it has done, spent, reserved and left, and names what is no verdict', () => {
    const said = runs({})
    for (const part of ['Running.', '4 of 8', '1 no verdict: 1 refused', '1,200 spent', '300 reserved', '8,500 left'])
      expect(said).toContain(part)
    expect(said).toContain('$0.012 spent')
    expect(said).not.toContain('set aside')
  })

  test('waits until a time, and stops in the provider’s words with what to do', () => {
    expect(runs({ waitingUntil: new Date('2026-11-30T14:03:00Z') })).toContain('Waiting until 14:03')
    const stopped = runs({ status: 'STOPPED', problem: 'Incorrect API key provided.' })
    expect(stopped).toContain('Incorrect API key provided.')
    expect(stopped).toContain('press Go on')
  })

  test('says behind whose calls it waits, and names no study that is another’s', () => {
    const other = { studyId: 't', title: 'Dippers', code: 'G07' }
    const own = { studyId: 's', title: 'This one', code: 'G02' }
    const flat = (of: ModelRunRow['behind']) => runs({ behind: of }).replaceAll(/\s+/g, ' ')
    expect(flat({ lanes: 1, runs: [other], hidden: 0 })).toContain(
      'Waiting for a free lane: the only one of Loopback is taken, by G07 of Dippers .',
    )
    expect(flat({ lanes: 4, runs: [own], hidden: 2 })).toContain(
      'all 4 of Loopback are taken, by G02 of this study, and 2 runs of studies that are not yours.',
    )
    expect(flat({ lanes: 4, runs: [], hidden: 1 })).toContain('taken, by 1 run of a study that is not yours.')
  })

  test('offers what can be done as it stands', () => {
    const offered = (said: string) =>
      ['Start…', 'Pause', 'Go on', 'Budget…', 'Cancel…', 'Parse again…', 'Price this run…'].filter((act) =>
        new RegExp(` ${act.replace('…', '…')} `).test(said),
      )
    expect(offered(runs({ status: 'READY', calls: 0 }))).toEqual(['Start…', 'Budget…'])
    expect(offered(runs({}))).toEqual(['Pause', 'Budget…', 'Cancel…'])
    expect(offered(runs({ status: 'PAUSED' }))).toEqual(['Go on', 'Budget…', 'Cancel…', 'Parse again…'])
    expect(offered(runs({ status: 'DONE', unpriced: 2 }))).toEqual(['Parse again…', 'Price this run…'])
    expect(offered(runs({ status: 'READY', calls: 0 }, 'CLOSED'))).toEqual([])
    expect(runs({ status: 'READY', calls: 0 }, 'CLOSED')).toContain('Never asked: the study was closed')
    const late = runs({ status: 'READY', calls: 0, exploratory: true }, 'CLOSED')
    expect(late).toContain('Ready. Nothing was asked yet.')
    expect([offered(late), late.includes('exploratory')]).toEqual([['Start…', 'Budget…'], true])
  })

  test('warns of a model that gives no verdict at all, with what may help', () => {
    const slots = { all: 8, done: 4, open: 4, answered: 0, noVerdict: 4, byOutcome: { REFUSED: 4 } }
    expect(runs({ slots })).toContain('Not one verdict so far.')
    expect(runs({ slots })).toContain('another model may help')
    expect(runs({ slots: { ...slots, done: 3, noVerdict: 3 } })).not.toContain('Not one verdict')
    expect(runs({})).not.toContain('Not one verdict')
  })

  test('warns where the model changed within it', () => {
    const served = [...run.servedModels, { model: 'another', calls: 1 }]
    expect(runs({ servedModels: served })).toContain('tested (4 calls), another (1 call)')
  })
})

describe('a call', () => {
  const call = {
    ...{ id: 'c', code: 'G01', prompt: 'p7', attempt: 2, status: 'RETURNED', outcome: 'ANSWERED', problem: null },
    ...{ messages: [{ role: 'user', content: 'Which is better?' }], parameters: { max_tokens: 4096 }, currency: 'USD' },
    ...{ requestedModel: 'tested', servedModel: 'tested-2', answer: 'Verdict: C', reasoning: 'Hm.' },
    ...{ inputTokens: null, outputTokens: null, reservedTokens: 5000n, costNanos: 2500n },
    ...{ sentAt: new Date(0), endedAt: new Date(1500) },
  } as unknown as CallDetail
  const attempts = [{ id: 'b', attempt: 1 }, call]
  const view = (isWithheld: boolean) =>
    textOf(createElement(CallView, { studyId: 's', here: '/calls', call, attempts, isWithheld }))

  test('shows all there is of it', () => {
    const said = view(false)
    for (const part of ['Which is better?', 'Verdict: C', 'Hm.', 'tested-2', 'after 1.5 s', '$0.0000025', '5,000'])
      expect(said).toContain(part)
  })

  test('keeps a verdict to itself while results are withheld, and nothing else', () => {
    const said = view(true)
    expect(said).toContain('Which is better?')
    expect(said).toContain('withheld until results are shown')
    expect(said).not.toContain('Verdict: C')
    expect(said).not.toContain('Hm.')
  })
})
