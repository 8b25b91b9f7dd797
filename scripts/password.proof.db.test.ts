import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { signIn } from '@/lib/auth/sign-in'
import { db } from '@/lib/db/client'
import { makeActor, makeSession } from '@/lib/testing/fixtures'

/** What `npm run password -- …` says and ends with. */
function givePassword(...args: string[]) {
  const command = ['--conditions=react-server', '--import', 'tsx', 'scripts/password.ts', ...args]
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' })
  return { status, stdout, stderr }
}

test('the only admin, who forgot theirs, gets a password from whoever runs the machine', async () => {
  const admin = await makeActor('ADMIN')
  await makeSession(admin.id)
  const { status, stdout } = givePassword(admin.email.toUpperCase())
  expect(status).toBe(0)
  expect(await db.session.count({ where: { userId: admin.id } })).toBe(0)
  const browser = { address: '192.0.2.90', device: null }
  expect(await signIn({ email: admin.email, password: stdout.trim() }, browser)).toMatchObject({ id: admin.id })
  const { passwordExpiresAt } = await db.user.findUniqueOrThrow({ where: { id: admin.id } })
  expect(passwordExpiresAt?.getTime()).toBeGreaterThan(Date.now())
  const [entry] = await db.auditEntry.findMany({ where: { subject: admin.id } })
  expect(entry).toMatchObject({ action: 'person.password-reset', actorId: null })
}, 120_000)

test('who is nobody, and what is no command, is told so', () => {
  expect(givePassword('nobody@example.org')).toMatchObject({ status: 1, stderr: 'Nobody here has this e-mail.\n' })
  for (const args of [[], ['a@example.org', 'b@example.org'], ['--all']])
    expect(givePassword(...args)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringContaining('npm run') })
}, 120_000)
