import { expect, test } from 'vitest'
import { readLicence } from './licence'

test.each([
  ['CC-BY-4.0', 'cc-by-4.0'],
  ['cc by-sa 3.0', 'cc-by-sa-3.0'],
  [' MIT License ', 'mit'],
  ['odc-by', 'odc-by'],
  ['ODbL-1.0', 'odbl'],
])('%s lets texts be given on', (written, hubName) => {
  expect(readLicence(written)).toMatchObject({ isShareable: true, hubName, address: expect.stringMatching(/^https:/) })
})

test.each(['', 'CC-BY-ND-4.0', 'CC-BY-NC-ND-4.0', 'proprietary', 'not CC-BY-4.0', 'CC-BY', 'All rights reserved'])(
  '“%s” does not, or is for somebody to read',
  (written) => {
    expect(readLicence(written)).toEqual({ written, hubName: null, address: null, isShareable: false })
  },
)
