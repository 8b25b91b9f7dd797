import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { makeActor } from '@/lib/testing/fixtures'
import { jsonLines } from '@/lib/uploads/testing-files'

/** What `npm run import -- …` says and ends with. */
function importFiles(...args: string[]) {
  const command = ['--conditions=react-server', '--import', 'tsx', 'scripts/import.ts', ...args]
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' })
  return { status, stdout, stderr }
}

const importStudy = (...args: string[]) => importFiles('study', ...args)

const said = (answer: string) => [
  { role: 'user', content: 'How do I free a stuck zip?' },
  { role: 'assistant', content: answer },
]
const vote = (judge: string, winner: string) => ({
  ...{ question_id: 1, model_a: 'Heron', model_b: 'Quill', winner, judge },
  ...{ conversation_a: said('Wax.'), conversation_b: said('Oil.') },
})

function fileOf(rows: readonly object[]): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'evenhand-')), 'votes.jsonl')
  writeFileSync(file, jsonLines(rows))
  return file
}

test('the command says what it read and makes the study, or says what is wrong and makes none', async () => {
  await makeActor('ADMIN')
  const votes = [vote('expert_1', 'model_a'), vote('expert_2', 'tie'), vote('expert_3', 'nonsense')]
  const asked = [fileOf(votes), '--title', 'Zips', '--repeats', 'earliest']
  const refused = importStudy(...asked)
  expect(refused.status).toBe(1)
  expect(refused.stdout).toContain('votes.jsonl line 3: Verdict that is none, “winner” is "nonsense"')
  expect(refused.stderr).toMatch(/one row has a problem[\s\S]*--leave-out-problems/)
  expect(importStudy(asked[0] as string, '--dry-run')).toMatchObject({ status: 0 })
  expect([await db.study.count(), await db.importRow.count({ where: { problem: null } })]).toEqual([0, 0])

  const done = importStudy(...asked, '--leave-out-problems')
  expect(done.stdout).toMatch(
    /Ties 50\.0 %[\s\S]*Sides: not recorded[\s\S]*Imported 2 judgments as the closed study “Zips”/,
  )
  expect(done.status).toBe(0)
  expect(await db.study.findFirst()).toMatchObject({ origin: 'IMPORTED', status: 'CLOSED', title: 'Zips' })
}, 120_000)

test('what is no command is told so', () => {
  const file = fileOf([vote('expert_1', 'tie')])
  for (const args of [[], ['/nowhere'], [file], [file, '--title', 'X', '--repeats', 'some']])
    expect(importStudy(...args)).toMatchObject({ status: 2, stdout: '' })
}, 120_000)

const at = (path: string) => ({ path })
const MAPPING = {
  ...{ format: 'evenhand-mapping/1', name: 'Votes of ours', row: 'judgment', promptId: at('task') },
  ...{ modelA: at('left'), modelB: { fixed: 'Quill' }, annotator: at('who') },
  questions: [
    {
      scale: 'THREE',
      verdict: {
        ...{ kind: 'values', from: at('vote'), names: true },
        values: [
          { value: 'same', means: 'TIE' },
          { value: '', means: 'NONE' },
        ],
      },
    },
  ],
}

test('a table is read by the mapping in a file; a mapping that cannot be used is told by its place', async () => {
  await makeActor('ADMIN')
  const rows = [
    { task: 'zips', left: 'Heron', vote: 'Heron', who: 'w1' },
    { task: 'zips', left: 'Heron', vote: 'same', who: 'w2' },
    { task: 'zips', left: 'Heron', vote: '', who: 'w3' },
  ]
  const asked = ['--title', 'Mapped votes', '--repeats', 'all', '--leave-out-problems']
  const wrong = importStudy(fileOf(rows), ...asked, '--map', fileOf([{ ...MAPPING, questions: [] }]))
  expect(wrong).toMatchObject({ status: 1, stdout: '' })
  expect(wrong.stderr).toContain('questions: Say where the verdict stands.')
  const blocked = importStudy(fileOf([...rows, { ...rows[0], vote: 'hm' }]), ...asked, '--map', fileOf([MAPPING]))
  expect(blocked.status).toBe(1)
  expect(blocked.stderr).toContain('of 1 row the mapping does not say what the verdict means')

  const done = importStudy(fileOf(rows), ...asked, '--map', fileOf([MAPPING]))
  expect(done.stdout).toMatch(
    /read as Votes of ours[\s\S]*Left out: verdicts that are none 1[\s\S]*Imported 2 judgments/,
  )
  expect(done.status).toBe(0)
}, 120_000)

test('pairs go into a prompt set, by their format', async () => {
  await makeActor('ADMIN')
  const file = fileOf([{ prompt: 'Zip?', chosen: 'Wax.', rejected: 'Oil.' }])
  expect(importFiles('pairs', file)).toMatchObject({ status: 2 })
  const done = importFiles('pairs', file, '--set', 'Chosen and rejected')
  expect(done.stdout).toContain('Imported 1 new prompts and 2 new responses into the prompt set “Chosen and rejected”.')
  expect(await db.systemResponse.count({ where: { promptSet: { name: 'Chosen and rejected' } } })).toBe(2)
}, 120_000)
