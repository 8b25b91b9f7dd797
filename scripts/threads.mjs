import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { build } from 'esbuild'

const root = path.resolve(import.meta.dirname, '..')
const made = path.join(root, 'lib/threads/generated')

/** Makes a file of each thread's sources, `NAME.thread.ts` anywhere in lib, and of what several share; packages stay where they are. */
export async function makeThreads() {
  const files = await readdir(path.join(root, 'lib'), { recursive: true })
  const { outputFiles } = await build({
    entryPoints: files
      .filter((file) => file.endsWith('.thread.ts'))
      .map((file) => ({ in: path.join(root, 'lib', file), out: path.basename(file, '.thread.ts') })),
    outdir: made,
    outExtension: { '.js': '.mjs' },
    absWorkingDir: root,
    bundle: true,
    // What a thread imports only when it needs it stays in files of its own.
    splitting: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: 'inline',
    sourcesContent: false,
    logLevel: 'error',
  })
  await mkdir(made, { recursive: true })
  await Promise.all(outputFiles.map(writeIfNew))
  const names = outputFiles.map((output) => path.basename(output.path))
  const old = (await readdir(made)).filter((name) => !names.includes(name))
  await Promise.all(old.map((name) => rm(path.join(made, name), { force: true })))
}

/** An app that runs from this folder may be about to read it. @param {{ path: string, text: string }} output */
async function writeIfNew({ path: file, text }) {
  if ((await readFile(file, 'utf8').catch(() => '')) !== text) await writeFile(file, text)
}
