import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { generate } from './generate.mjs'

// `npm run bench -- NAME [--json]` runs bench/NAME/main.ts or bench/NAME.ts: ratios measured in one run, as a table, or
// with --json as one object.
const root = path.resolve(import.meta.dirname, '..')
const names = readdirSync(path.join(root, 'bench'), { withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => path.basename(entry.name, '.ts'))
const [name, ...options] = process.argv.slice(2)
if (!name || !names.includes(name)) {
  console.error(`Name a benchmark: ${names.join(', ')}.`)
  process.exit(2)
}
await generate()
// Memory is measured from where nothing is left over.
const flags = ['--expose-gc', '--conditions=react-server', '--import', 'tsx']
const run = [...flags, path.join('bench', `${name}.ts`), ...options]
const { status } = spawnSync(process.execPath, run, { cwd: root, stdio: 'inherit' })
process.exit(status ?? 1)
