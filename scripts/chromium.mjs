import { execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'

const root = path.resolve(import.meta.dirname, '..')
const INSTALLED = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']

/**
 * A Chromium for the browser tests: the machine's own; else Playwright's, fetched when need be; else, on Debian as
 * root, the distribution's package.
 * @param {(line: string) => void} say
 * @returns {Promise<string | null>} its path, or null for the one Playwright finds by itself
 */
export async function findChromium(say) {
  if (process.env.EVENHAND_CHROMIUM) return process.env.EVENHAND_CHROMIUM
  const installed = await installedChromium()
  if (installed) return installed
  const { chromium } = await import('@playwright/test')
  if (existsSync(chromium.executablePath())) return null
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say('Installing Chromium …')
    await run('apt-get', ['update', '-qq'])
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'])
    const found = await installedChromium()
    if (found) return found
  }
  say('Fetching Chromium …')
  await run(process.execPath, [path.join(root, 'node_modules/@playwright/test/cli.js'), 'install', 'chromium'])
  return null
}

/** The machine's own Chromium, if it has one. */
export async function installedChromium() {
  for (const name of INSTALLED) {
    const found = await promisify(execFile)('which', [name]).catch(() => null)
    if (found) return found.stdout.trim()
  }
  return null
}

/** @param {string} file @param {string[]} args @returns {Promise<void>} */
function run(file, args) {
  const child = spawn(file, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`${file} ${args.join(' ')} ended with ${code}`)),
    )
  })
}
