import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { makeFonts } from './fonts.mjs'
import { makeThreads } from './threads.mjs'

const root = path.resolve(import.meta.dirname, '..')
const stamp = path.join(root, 'lib/db/generated/.schema-digest')

/** Makes what is made of other files and not kept: the Prisma client, the font of mathematics, what threads run. Only after a change. */
export async function generate() {
  await generateClient()
  await Promise.all([makeFonts(), makeThreads()])
}

/** Needs no native engine, so none is fetched. */
async function generateClient() {
  const digest = createHash('sha256')
    .update(await readFile(path.join(root, 'prisma/schema.prisma')))
    .digest('hex')
  if ((await readFile(stamp, 'utf8').catch(() => '')) === digest) return
  const prisma = path.join(root, 'node_modules/prisma/build/index.js')
  // Prisma looks for an engine binary before it generates, though generating does not use it: any file will do.
  const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1' }
  await promisify(execFile)(process.execPath, [prisma, 'generate'], { cwd: root, env })
  await writeFile(stamp, digest)
}

if (process.argv[1] === import.meta.filename) await generate()
