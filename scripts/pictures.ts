import path from 'node:path'
import { parseArgs } from 'node:util'
import { comparePictures } from './pictures/compare'
import { takePictures } from './pictures/take'

const USAGE = `Pictures of every screen and state, at three widths, light and dark.

npm run pictures -- FOLDER [--only WORD,WORD] [--widths 1440,390] [--themes light] [--data FOLDER]
    builds and serves the app over a copy of the data that all runs share, and takes all pictures, or those that are asked
    for: of views whose names have one of the words, at some widths, in one theme
npm run pictures -- --compare BEFORE AFTER
    lists the pictures that differ, and writes what differs into AFTER-differs

The folders lie outside of the repository. --data names where the data are kept: beside the pictures, without it.`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string', default: '' },
    widths: { type: 'string', default: '1440,1024,390' },
    themes: { type: 'string', default: 'light,dark' },
    data: { type: 'string' },
    compare: { type: 'boolean' },
  },
})
const [first, second] = positionals.map((folder) => path.resolve(folder))

if (values.compare && first && second) process.exitCode = (await comparePictures(first, second)) === 0 ? 0 : 1
else if (!values.compare && first)
  await takePictures({
    folder: first,
    data: path.resolve(values.data ?? path.join(first, '../data')),
    only: values.only.split(','),
    widths: values.widths.split(',').map(Number),
    themes: values.themes.split(',').filter((theme) => theme === 'light' || theme === 'dark'),
  })
else {
  console.error(USAGE)
  process.exitCode = 2
}
