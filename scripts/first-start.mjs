import { spawn } from 'node:child_process'
import path from 'node:path'
import { query } from './database.mjs'
import { SetupError } from './setup-error.mjs'

/** @typedef {{ email: string, password: string | null }} Credentials the first admin; no password when it was given */

const root = path.resolve(import.meta.dirname, '..')

/**
 * On a database without people: makes the first admin and the demo studies.
 * @param {string} databaseUrl @param {(line: string) => void} say
 * @returns {Promise<Credentials | null>} null when there were people already
 */
export async function firstStart(databaseUrl, say) {
  const { rowCount } = await query(databaseUrl, 'SELECT FROM "User" LIMIT 1')
  if (rowCount) return null
  say('First start: making the first account and the demo …')
  return JSON.parse(await runSeed())
}

/** Runs the seed in a process of its own, since it is TypeScript. @returns {Promise<string>} the last line it prints */
function runSeed() {
  const args = ['--conditions=react-server', '--import', 'tsx', path.join(root, 'prisma/seed/index.ts')]
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  child.stdout.on('data', (chunk) => (output += chunk))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) =>
      code === 0
        ? resolve(output.trim().split('\n').at(-1) ?? '')
        : reject(new SetupError('The demo could not be written. The messages above say why.')),
    )
  })
}
