import { randomUUID } from 'node:crypto'

/** What stands where something else is wanted. */
export const VALUES = [
  ...[
    null,
    true,
    0,
    -1,
    1.5,
    2 ** 53,
    '',
    ' ',
    'A',
    '\0',
    'x'.repeat(10_000),
    [],
    {},
    [[]],
    [null],
    ['\0'],
    ['\ud800'],
  ],
  ...['\ud800', Array(61).fill('A'), { length: 1, 0: 'A' }, '__proto__', 'NaN', randomUUID(), "'; DROP TABLE x;--"],
]
/** What is sent as JSON and is none, or is too much of it. */
export const BODIES = [
  ...['', '{', 'null', '[]', '1', '"x"', '{"__proto__":{"studyId":1}}', '\ufeff{}', '['.repeat(20_000), '1e400'],
  ...['{"a":'.repeat(10_000), `{"holding":${'['.repeat(3000)}${']'.repeat(3000)}}`],
]
export const TYPES = [
  'application/json',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
]
/** As they stand in an address. */
export const PARTS = [
  'x',
  '%00',
  '%ED%A0%80',
  '%ff',
  '-1',
  '1e20',
  '99999999999999999999',
  '__proto__',
  "'--",
  'a'.repeat(3000),
]
