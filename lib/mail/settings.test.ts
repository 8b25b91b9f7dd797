import { expect, test } from 'vitest'
import { readMailSettings } from './settings'

test('without a server no mail is sent, also where a compose file leaves the variable empty', () => {
  expect(readMailSettings({})).toBeNull()
  expect(readMailSettings({ SMTP_URL: '', SMTP_FROM: 'evenhand@lab.example' })).toBeNull()
})

test.each(['evenhand@lab.example', 'Evenhand at the lab <evenhand@lab.example>'])('mails may come from %s', (from) => {
  const url = 'smtps://user:secret@mail.lab.example:465'
  expect(readMailSettings({ SMTP_URL: url, SMTP_FROM: from })).toEqual({ url, from })
})

test.each([
  [{ SMTP_URL: 'mail.lab.example' }, 'SMTP_URL must be smtps://'],
  [{ SMTP_URL: 'https://mail.lab.example' }, 'SMTP_URL must be smtps://'],
  [{ SMTP_FROM: '' }, 'SMTP_FROM is missing'],
  [{ SMTP_FROM: 'the lab' }, 'SMTP_FROM must be an e-mail'],
  [{ SMTP_FROM: 'a@lab.example\r\nBcc: all@lab.example' }, 'SMTP_FROM must be an e-mail'],
])('%j is refused at the start, by name', (wrong, said) => {
  const right = { SMTP_URL: 'smtp://127.0.0.1:25', SMTP_FROM: 'evenhand@lab.example' }
  expect(() => readMailSettings({ ...right, ...wrong })).toThrow(said)
})
