import { expect, test } from 'vitest'
import { HABITS } from './platforms'
import { readParameters } from './read-parameters'

const { parameters } = HABITS.PROLIFIC
const read = (query: string, isSessionNeeded = true) =>
  readParameters(parameters, new URLSearchParams(query), isSessionNeeded)

test('a participant and a submission are read, whatever else stands there', () => {
  expect(read('PROLIFIC_PID=5f1&STUDY_ID=s&SESSION_ID=a-b_c.9&x=%00')).toEqual({
    participant: '5f1',
    session: 'a-b_c.9',
  })
  expect(read('PROLIFIC_PID=5f1', false)).toEqual({ participant: '5f1', session: null })
})

test.each([
  ['', 'missing', 'participant'],
  ['prolific_pid=5f1&SESSION_ID=1', 'missing', 'participant'],
  ['PROLIFIC_PID=5f1', 'missing', 'session'],
  ['PROLIFIC_PID=&SESSION_ID=1', 'placeholder', 'participant'],
  ['PROLIFIC_PID={{%25PROLIFIC_PID%25}}&SESSION_ID=1', 'placeholder', 'participant'],
  ['PROLIFIC_PID=%25SURVEY_CODE%25&SESSION_ID=1', 'placeholder', 'participant'],
  ['PROLIFIC_PID=5f1&SESSION_ID={{%25SESSION_ID%25}}', 'placeholder', 'session'],
  ['PROLIFIC_PID=5f1&PROLIFIC_PID=5f2&SESSION_ID=1', 'twice', 'participant'],
  ['PROLIFIC_PID=5+f&SESSION_ID=1', 'malformed', 'participant'],
  ['PROLIFIC_PID=%ED%95%9C&SESSION_ID=1', 'malformed', 'participant'],
  [`PROLIFIC_PID=${'a'.repeat(129)}&SESSION_ID=1`, 'malformed', 'participant'],
  ['PROLIFIC_PID=<b>&SESSION_ID=1', 'malformed', 'participant'],
])('%s: %s, of the %s', (query, kind, which) => {
  expect(read(query)).toEqual({ kind, which })
})
