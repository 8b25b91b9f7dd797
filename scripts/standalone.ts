import { cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { buildIfNeeded } from './build.mjs'
import { generate } from './generate.mjs'
import { root } from './settings.mjs'
import { listRuntime } from './standalone/list-runtime'
import { sizeOf } from './standalone/size-of'

// Makes the folder that an image holds: the app as it is built, what its threads and commands run from source, and of
// node_modules only the files that these use. It needs no checkout and nothing of this machine but Node.js, and writes
// nothing into itself. `node --import tsx scripts/standalone.ts [FOLDER]`

/** A build of its own, so that it leaves the one of `npm start` alone. */
const BUILD = '.next-standalone'

const target = path.resolve(process.argv[2] ?? path.join(root, BUILD, 'evenhand'))

process.env.NEXT_DIST_DIR = BUILD
await writeFile(path.join(root, 'tsconfig.standalone.json'), JSON.stringify({ extends: './tsconfig.json' }))
await generate()
await buildIfNeeded((line) => console.log(line))
await rm(target, { recursive: true, force: true })
await mkdir(target, { recursive: true })
// As `npm start` and `npx next start` know it: under the name of any build.
await cp(path.join(root, BUILD, 'standalone'), target, { recursive: true, verbatimSymlinks: true })
for (const part of ['static', 'evenhand-checks.json', 'evenhand-commit'])
  await cp(path.join(root, BUILD, part), path.join(target, BUILD, part), { recursive: true })
await cp(path.join(root, 'public'), path.join(target, 'public'), { recursive: true })
for (const file of await listRuntime())
  await cp(path.join(root, file), path.join(target, file), { dereference: false, force: true })
// What a checkout has for its own use is nobody else's.
for (const name of await readdir(target)) if (name.startsWith('.env')) await rm(path.join(target, name))
await writeFile(path.join(target, 'standalone'), `${BUILD}\n`)
console.log(`${target}\n${Math.round((await sizeOf(target)) / 1024 ** 2)} MB`)
