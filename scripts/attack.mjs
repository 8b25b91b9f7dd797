import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { generate } from './generate.mjs'

// `npm run attack [-- NAME …]` attacks an instance of its own on this machine, and says what broke.
const root = path.resolve(import.meta.dirname, '..')
await generate()
const run = ['--conditions=react-server', '--import', 'tsx', 'scripts/attack/main.ts', ...process.argv.slice(2)]
const { status } = spawnSync(process.execPath, run, { cwd: root, stdio: 'inherit' })
process.exit(status ?? 1)
