import { expect, test } from 'vitest'
import { blankDesign } from './blank-design'
import { StudyInput } from './schema'

const id = (n: number) => `7f0c7a52-3c5b-4a2e-9f3f-0a4d3b1c2d3${n}`

const design = (): StudyInput => ({
  ...blankDesign(),
  title: 'Houses',
  promptSetId: id(0),
  focalSystemId: id(1),
  baselineIds: [id(2), id(3)],
})

/** Paths of what is wrong with a design changed so. */
function wrong(change: Record<string, unknown>): string[] {
  const result = StudyInput.safeParse({ ...design(), ...change })
  return result.success ? [] : result.error.issues.map(({ path }) => path.join('.'))
}

test('LIMA’s wording with a title, a prompt set and systems is a design', () => {
  expect(wrong({})).toEqual([])
})

test.each([
  [{ title: ' ' }, 'title'],
  [{ title: 'x'.repeat(121) }, 'title'],
  [{ title: 'nul \0' }, 'title'],
  [{ framing: 'nul \0' }, 'framing'],
  [{ instructions: 'half \ud83e' }, 'instructions'],
  [{ question: 'nul \0' }, 'question'],
  [{ question: true }, 'question'],
  [{ labels: { ...design().labels, TIE: 'nul \0' } }, 'labels.TIE'],
  [{ bothBad: true, labels: { ...design().labels, BOTH_BAD: '' } }, 'labels.BOTH_BAD'],
  [{ promptSetId: 'x' }, 'promptSetId'],
  [{ baselineIds: [] }, 'baselineIds'],
  [{ baselineIds: [id(1)] }, 'baselineIds'],
  [{ baselineIds: [id(2), id(2)] }, 'baselineIds'],
  [{ overlap: 0 }, 'overlap'],
  [{ overlap: 1.5 }, 'overlap'],
  [{ overlap: '2' }, 'overlap'],
  [{ seed: 2 ** 31 }, 'seed'],
  [{ seed: Number.NaN }, 'seed'],
])('%j is wrong at %s', (change, path) => {
  expect(wrong(change)).toEqual([path])
})
