import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { AUDIT_ACTIONS, tellAct } from './sentences'

/** What acts write down, as they write it. */
const DETAILS: Record<string, unknown> = {
  'study.open': { items: 117, slots: 1, seed: 5, protocol: 'ab'.repeat(32), names: { undecided: 0, itemsLeftOut: 3 } },
  'study.names': { word: 'Osprey', decision: 'MASK', responses: 2 },
  'study.amend': { number: 2, kind: 'INSTRUCTIONS', reason: 'a typo', protocol: 'cd'.repeat(32) },
  'study.rehearse': { rehearsal: 'x', settings: { groups: [{ codePrefix: 'C', annotators: 4 }] } },
  'rehearsal.discard': { rehearsal: 'x', judgments: 12 },
  'annotator.deactivate': { returned: 1 },
  'annotator.exclude': { reason: 'pressed 1 throughout' },
  'results.look': { reason: 'a deadline', judgments: 40 },
  'system.numbers': { name: 'training examples', before: null, after: 2000 },
  'provider.create': { kind: 'OPENAI_COMPATIBLE', address: 'api.example.org', use: 'LISTED' },
  'provider.change': { changed: ['baseUrl'], address: 'api.example.org' },
  'provider.key': { does: 'GO' },
  'provider.test': { models: ['small-1'], answered: 1, listed: null },
  'provider.price': { model: 'small-1', currency: 'USD', from: '2026-11-30', input: '0.15', output: '0.60' },
  'provider.price-remove': { model: 'small-1', from: '2026-11-30' },
  'results.freeze': { note: 'For the draft', dataHash: 'ef'.repeat(32) },
  'upload.import': {
    ...{ kind: 'RESPONSES', name: 'Heron 13B', filename: 'heron.jsonl', sha256: 'x', imported: 36, present: 0 },
    ...{ leftOut: 1, named: 2, unread: 0 },
  },
  'upload.expire': { kind: 'PROMPTS', name: 'Everyday', filename: 'everyday.csv', sha256: 'x', afterDays: 14 },
  'upload.discard': { kind: 'PROMPTS', name: 'Everyday', filename: 'everyday.csv', sha256: 'x' },
  'set.change': { licence: 'CC-BY-4.0' },
  'set.remove-responses': { system: 'Heron 13B', responses: 36 },
  'prompt.change': { category: 'home', tags: ['short'] },
  'person.role': { from: 'ANNOTATOR', to: 'RESEARCHER' },
  'set.rename': { before: 'Everyday' },
  'study.delete': { with: ['12 items', '2 links'] },
  'invite.create': { group: 'Crowd', capacity: null, days: 14 },
}

const tell = (action: string, detail: unknown = DETAILS[action] ?? null) => tellAct({ action, subject: 'C07', detail })

test('every act has a sentence, in words: no code of a programme, no name of a field', () => {
  for (const action of AUDIT_ACTIONS)
    for (const detail of [DETAILS[action] ?? null, null, { names: null }, 'a text', [1]]) {
      const sentence = tell(action, detail)
      expect(sentence, action).toMatch(/^[a-z]+ \S/)
      expect(sentence, action).not.toMatch(/[{}[\]"_]|undefined|NaN|\bnull\b|sha256|leftOut/)
    }
  expect(tell('study.open')).toBe(
    'opened “C07”: 117 items and 1 slot, from the seed 5; protocol hash abababab. 3 items were left out for names',
  )
  expect(tell('study.names')).toBe('decided to mask “Osprey”, in 2 responses')
  expect(tell('study.names', { word: 'Osprey', decision: 'KEEP', responses: 0, prompts: 1 })).toBe(
    'decided to keep “Osprey”, in 1 prompt',
  )
  expect(tell('study.names', { word: 'Osprey', decision: 'KEEP', place: 'title' })).toBe(
    'decided to keep “Osprey”, in a text of the study',
  )
  expect(tell('study.open', { names: { undecided: 0, itemsLeftOut: 0, undecidedInTexts: 1 } })).toContain(
    '1 name of the study’s own texts was not decided about',
  )
  expect(tell('upload.import')).toBe(
    'imported 36 rows of heron.jsonl (responses of Heron 13B); 1 row was left out and 2 responses name somebody',
  )
  expect(tell('invite.create')).toBe('made a link into the group Crowd, for any number of people, valid for 14 days')
  expect(tell('provider.price')).toBe(
    'set what small-1 of “C07” costs from 2026-11-30 on: 0.15 for input and 0.60 for output (USD for a million tokens)',
  )
  expect(tell('annotator.exclude')).toBe('excluded C07 from the results, because: “pressed 1 throughout”')
})

test('an act that this version does not know is told by its name', () => {
  expect(tell('study.fold-up', { undecided: 0 })).toBe('did “study fold up” to C07')
})

test('what is written down anywhere has a sentence, also where the compiler does not look', () => {
  const root = path.resolve(import.meta.dirname, '../..')
  const files = ['lib', 'scripts', 'prisma'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
  )
  const sources = files.filter((file) => /\.(ts|mjs|sql)$/.test(file) && !/generated|\.test\./.test(file))
  const written = sources.flatMap((file) => {
    const source = readFileSync(path.join(root, file), 'utf8')
    return [...source.matchAll(/action: [^\n]*?'([a-z]+\.[a-z-]+)'(?: : '([a-z]+\.[a-z-]+)')?/g)].flatMap((match) =>
      match.slice(1).filter(Boolean),
    )
  })
  expect(written.length).toBeGreaterThan(20)
  expect(written.filter((action) => !(AUDIT_ACTIONS as string[]).includes(action))).toEqual([])
})
