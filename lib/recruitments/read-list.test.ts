import { expect, test } from 'vitest'
import { HABITS } from './platforms'
import { readSubmissionList } from './read-list'

const read = (text: string, platform: keyof typeof HABITS = 'PROLIFIC') =>
  readSubmissionList(text, HABITS[platform].parameters)

test('Prolific’s list is read by its columns, with its lines', () => {
  const text = [
    '\ufeffSubmission id,Participant id,Status,Started at,Completed at,Time taken,Completion code,"Total, approvals"',
    's1,p1,AWAITING REVIEW,2026-12-01,2026-12-01,300,ABC,"1,2"',
    '',
    's2,p2,TIMED-OUT,,,,,',
  ].join('\r\n')
  expect(read(text)).toEqual([
    { line: 2, participant: 'p1', session: 's1', status: 'AWAITING_REVIEW', code: 'ABC' },
    { line: 4, participant: 'p2', session: 's2', status: 'TIMED_OUT', code: null },
  ])
})

test('tabs and semicolons, other names, and the study’s own parameters are read as well', () => {
  expect(read('ParticipantId;AssignmentId;Status\np1;a1;Approved', 'CONNECT')).toEqual([
    { line: 2, participant: 'p1', session: 'a1', status: 'APPROVED', code: null },
  ])
  expect(read('survey_code\tStatus\n77\tCredit granted', 'SONA')).toMatchObject([
    { participant: '77', status: 'CREDIT_GRANTED' },
  ])
  const own = { participant: 'who_is_it', session: null, study: null }
  expect(readSubmissionList('Who is it,Status\n9,ok', own)).toMatchObject([{ participant: '9', session: null }])
})

test.each([
  ['', /The list is empty/],
  ['Name,Status\nx,APPROVED', /no column of participants.*Found: “Name”, “Status”/],
  ['Participant id\np1', /no column “Status”/],
  ['Participant id,Status\n,APPROVED', /Line 2 names no participant/],
  ['Participant id,Status\n"p1,APPROVED', /look at line 2/],
])('%j: %s', (text, message) => {
  expect(() => read(text)).toThrow(message)
})
