import { expect, test } from 'vitest'
import { namedSystems } from './named-systems'

const SYSTEMS = ['Heron 13B', 'Quill', 'GPT-4 (April)', 'a.b*c']
const blank = { title: '', framing: '', question: '', instructions: '', labels: [] }

test.each([
  ['the title', { title: 'Is heron 13b any good?' }, ['Heron 13B']],
  ['the instructions', { instructions: 'One answer is by **Quill**.' }, ['Quill']],
  ['a verdict', { labels: ['GPT-4 (April) is better', 'Neither'] }, ['GPT-4 (April)']],
  ['a name that is a pattern', { question: 'a.b*c or not?' }, ['a.b*c']],
  ['a longer word', { title: 'Quills and tranquillity' }, []],
  ['none', { title: 'Everyday questions' }, []],
])('finds systems named in %s', (_, part, found) => {
  expect(namedSystems(SYSTEMS, { ...blank, ...part })).toEqual(found)
})
