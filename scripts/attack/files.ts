import { randomUUID } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { db } from '@/lib/db/client'
import { act, builtActions } from './actions'
import { type Attack, finding } from './attack'
import { describeWait, whileOthersWork } from './probe'

/** Files that are not what they say, or whose reading costs more than their size tells. */
export const files: Attack = {
  name: 'files',
  does: 'uploads files that no reader expects, and imports those that were taken',
  async run(target) {
    const { ask, cast } = target
    const cookie = cast.cookies.get('admin')
    const runImport = builtActions().find(({ name }) => name.endsWith(' runImport'))
    const faults: string[] = []
    const upload = async (name: string, body: Buffer) => {
      const query = new URLSearchParams({ kind: 'PROMPTS', filename: name, name: `Set ${randomUUID()}` })
      const answer = await ask({ method: 'POST', path: `/api/uploads?${query}`, cookie, body, patience: 120_000 })
      if (answer.status === 0 || answer.status >= 500) faults.push(`${name.slice(0, 60)}: ${answer.status}`)
      if (answer.status !== 201 || !runImport) return
      const { uploadId } = JSON.parse(answer.text) as { uploadId: string }
      for (const path of [`/uploads/${uploadId}`, `/api/uploads/${uploadId}/report.csv`]) {
        const { status } = await ask({ path, cookie })
        if (status !== 200) faults.push(`${name.slice(0, 60)}: ${path.split('/')[1]} ${status}`)
      }
      const page = runImport.page.replace('[uploadId]', uploadId)
      const { status } = await act(target, { ...runImport, page }, cookie, { uploadId, leaveOutProblems: true })
      if (status === 0 || status >= 500) faults.push(`${name.slice(0, 60)}: import ${status}`)
    }
    const wait = await whileOthersWork(target, async () => {
      for (const [name, body] of Object.entries(FILES)) await upload(name, Buffer.from(body))
      for (const name of NAMES) await upload(name, Buffer.from(record(1)))
    })
    const polluted = await db.prompt.count({ where: { category: 'polluted' } })
    const count = Object.keys(FILES).length + NAMES.length
    return [
      finding('no file is a fault of ours', faults, `${count} files; ${describeWait(wait)}`),
      finding('no file reaches into objects', polluted > 0 ? [`${polluted} rows`] : []),
      finding('others judge meanwhile', wait.failed > 0 ? [`${wait.failed} requests failed`] : []),
    ]
  },
}

const record = (id: number, more: object = {}) => JSON.stringify({ id: `h${id}`, prompt: `Hostile ${id}`, ...more })
const text = (length: number) => 'y'.repeat(length)
const nested = (depth: number) => `{"id":"d","prompt":${'['.repeat(depth)}${']'.repeat(depth)}}`
const bytes = (...parts: (string | number[])[]) => Buffer.concat(parts.map((part) => Buffer.from(part as string)))

const FILES: Record<string, string | Buffer> = {
  'nothing.jsonl': '',
  'spaces.jsonl': ' \n \n\t\n',
  'a million lines.jsonl': '\n'.repeat(1e6),
  'utf-16.jsonl': Buffer.from(`\ufeff${record(1)}`, 'utf16le'),
  'utf-16 without mark.jsonl': Buffer.from(record(1), 'utf16le'),
  'latin-1.jsonl': bytes('{"id":"l","prompt":"caf', [0xe9], '"}'),
  'overlong.jsonl': bytes('{"id":"o","prompt":"', [0xc0, 0xaf], '"}'),
  'half a character.jsonl': '{"id":"s","prompt":"x\\ud800y"}\n{"id":"s\\udfff","prompt":"x"}',
  'nul.jsonl': '{"id":"n","prompt":"a\\u0000b"}',
  'only nul.bin': Buffer.alloc(2 ** 20),
  'deep.jsonl': nested(1e5),
  'deep and open.json': '['.repeat(4e6),
  'one line of 50 MB.jsonl': `{"id":"b","prompt":"${text(50e6)}"}\n${record(5)}`,
  'one record of 8 MB.jsonl': `{"id":"b","prompt":"${text(7.9e6)}"}`,
  'brackets.jsonl': record(1, { prompt: `see [a](b) ${'['.repeat(60_000)}` }),
  'a quote without end.csv': `id,prompt\n1,"${text(2e7)}`,
  'no line.txt': text(3e7),
  'bomb.jsonl': gzipSync(Buffer.alloc(1e8)),
  'a hundred thousand columns.csv': `prompt,${Array.from({ length: 1e5 }, (_, n) => `c${n}`).join()}\nx${','.repeat(1e5)}\n`,
  'keys twice.jsonl': '{"id":"1","id":"2","prompt":"x","prompt":"y"}',
  'prototype.jsonl':
    '{"id":"p1","prompt":"x","__proto__":{"category":"polluted"}}\n{"constructor":{"prototype":{"category":"polluted"}},"id":"p3","prompt":"q"}',
  'prototype.csv': 'id,prompt,__proto__,constructor\n1,a,b,c\n',
  'numbers.jsonl': '{"id":1e400,"prompt":"x"}\n{"id":9007199254740993,"prompt":"y"}\n{"id":-0,"prompt":5}',
  'formulas.csv': 'id,prompt,category\n=1+1,"=cmd|\'/C calc\'!A0","@SUM(A1)"\n',
  'turned.jsonl': record(1, { id: 'x\u202egpj.exe', category: '\u202e\u2066evil' }),
  'paths.jsonl': record(1, { id: '../../../etc/passwd', category: '..\\..\\x' }),
  'markup.jsonl': record(1, { id: '<script>alert(1)</script>', category: '"><img src=x onerror=alert(1)>' }),
  'many tags.jsonl': record(1, { tags: Array(200_000).fill('t') }),
  'signs of COPY.jsonl': `${record(1, { id: '\\N', tags: ['{', '}', '"', '\\', 'NULL', ''] })}\n${record(2, { id: '\\.' })}`,
  'columns twice.csv': 'id,id,prompt\n1,2,a\n',
  'scalars.json': '[1,2,"x",null,true,[],{}]',
  'more behind it.json': `[${record(1)}]garbage`,
  'a million empties.json': `[${'{},'.repeat(1e6 - 1)}{}]`,
  'a hundred thousand turns.jsonl': JSON.stringify({
    id: 'm',
    messages: Array(1e5).fill({ role: 'user', content: 'x' }),
  }),
  'errors only.jsonl': '{"prompt":1}\n'.repeat(3e5),
  'outside.xml': '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
  'program.bin': Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]),
}

const NAMES = [
  '../../etc/passwd',
  'a\r\nSet-Cookie: x=1',
  '"; filename="evil.exe',
  text(256),
  '\u202etxt.exe',
  'nul\0.jsonl',
  '',
]
