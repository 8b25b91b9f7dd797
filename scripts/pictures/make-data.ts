import { writeFile } from 'node:fs/promises'
import { makeData } from './serve'
import { makeWorld, worldFile } from './world'

// `make-data.ts FOLDER` makes the data that pictures are taken of.
await makeData(process.argv[2] ?? '', async (directory) => {
  await writeFile(worldFile(directory), JSON.stringify(await makeWorld(), null, 2))
})
