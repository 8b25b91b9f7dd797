import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { db } from '@/lib/db/client'
import { makeActor } from '@/lib/testing/fixtures'
import { jsonLines } from '@/lib/uploads/testing-files'

/** What `npm run import -- study …` says and ends with. */
function importStudy(...args: string[]) {
  const command = ['--conditions=react-server', '--import', 'tsx', 'scripts/import.ts', 'study', ...args]
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' })
  return { status, stdout, stderr }
}

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
