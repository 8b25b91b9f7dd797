import { afterEach, expect, test, vi } from 'vitest'
import { authorizeActorSite } from '@/lib/auth/access'
import { personSeat } from '@/lib/engine/seat'
import { readBatches } from '@/lib/exports/read-batches'
import { judgeAndNext, nextDesk } from '@/lib/judgments/desk'
import { enrolPeople, makeActor, makeOpenStudy } from '@/lib/testing/fixtures'
import { checkStudy, judgeAll, makeVerdict, WHOLE } from '@/lib/testing/judging'
import { stageUpload } from '@/lib/uploads/stage-upload'
import { chunksOf } from '@/lib/uploads/testing-files'
import { uploadedBytes } from '@/lib/uploads/uploaded-bytes'
import { db, pool } from './client'
import { Prisma } from './generated/client'

// Downloads that nobody reads on, and uploads that bring nothing more, keep their connections. Nobody else may wait for them.

const ROWS = Prisma.sql`SELECT n, repeat('x', 100) AS text FROM generate_series(1, 100000) AS n`

/** A download that was begun and paused. */
async function pausedDownload() {
  const rows = readBatches<{ n: number }>(ROWS)
  const first = await rows.next()
  return { rows, first }
}

/** A file that brings so many rows and then nothing, until it is let go. More than a megabyte of them are not waited for. */
function slowFile(count = 3000) {
  let end: () => void = () => undefined
  const stalled = new Promise<void>((resolve) => {
    end = resolve
  })
  const rows = Array.from({ length: count }, (_, n) => `{"id": "q-${n}", "prompt": "What is ${n}?"}\n`).join('')
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (controller.desiredSize === 0) return
        controller.enqueue(new TextEncoder().encode(rows))
        await stalled
        controller.close()
      },
    },
    { highWaterMark: 1 },
  )
  const request = new Request('http://localhost/', { method: 'POST', body, duplex: 'half' } as RequestInit)
  return { request, end }
}

afterEach(() => {
  vi.useRealTimers()
})

test('with a dozen paused downloads and ten slow uploads people judge on, and pages are read', async () => {
  const { studyId, researcher } = await makeOpenStudy({ prompts: 12, overlap: 3 })
  const people = await enrolPeople(studyId, 4)
  const access = authorizeActorSite(await makeActor('ADMIN'), 'uploads:manage')
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })

  const downloads = Array.from({ length: 12 }, pausedDownload)
  const files = Array.from({ length: 10 }, () => slowFile(20_000))
  const uploads = files.map(({ request }, nth) => {
    const input = { kind: 'PROMPTS', filename: 'slow.jsonl', name: `Slow ${nth}` } as const
    return stageUpload(access, input, uploadedBytes(request))
  })
  const refusals = Promise.allSettled<unknown>([...downloads, ...uploads])
  await vi.waitUntil(() => pool('downloads').waitingCount === 9 && pool('uploads').waitingCount === 8, {
    timeout: 60_000,
  })

  await Promise.all(people.slice(1).map((person) => judgeAll(person)))
  const [first] = people as [(typeof people)[number]]
  const desk = await nextDesk(first.access)
  expect(desk.pairs).toEqual([])
  expect(await checkStudy(studyId)).toEqual({ slots: 36, done: 36, judgments: 36, ...WHOLE })
  expect(await db.study.count({ where: { members: { some: { userId: researcher.id } } } })).toBe(1)

  // Who waits for a connection is told after a while, and nothing is kept waiting for them.
  await vi.advanceTimersByTimeAsync(15_000)
  for (const { end } of files) end()
  const outcomes = await refusals
  const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []))
  expect(refused).toHaveLength(9 + 8)
  for (const reason of refused) expect(reason).toMatchObject({ code: 'busy' })
  for (const download of await Promise.allSettled(downloads))
    if (download.status === 'fulfilled') await download.value.rows.return()
  expect(pool('downloads').idleCount).toBe(pool('downloads').totalCount)
  expect(pool('uploads').idleCount).toBe(pool('uploads').totalCount)
  const again = await pausedDownload()
  await again.rows.return()
})

test('uploads of ordinary size hold no connection while they come, however slowly', async () => {
  const access = authorizeActorSite(await makeActor('ADMIN'), 'uploads:manage')
  const files = Array.from({ length: 4 }, () => slowFile())
  const uploads = files.map(({ request }, nth) => {
    const input = { kind: 'PROMPTS', filename: 'late.jsonl', name: `Late ${nth}` } as const
    return stageUpload(access, input, uploadedBytes(request))
  })
  const small = { kind: 'PROMPTS', filename: 'small.jsonl', name: 'Small' } as const
  for (let nth = 0; nth < 3; nth++) await stageUpload(access, small, chunksOf('{"id": "q", "prompt": "Why?"}\n'))
  const { totalCount, idleCount, waitingCount } = pool('uploads')
  expect([totalCount - idleCount, waitingCount]).toEqual([0, 0])
  for (const { end } of files) end()
  await Promise.all(uploads)
  expect(await db.upload.count({ where: { filename: 'late.jsonl' } })).toBe(4)
})

test('a download that stands still is broken off, and its connection goes to the next', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const paused = await Promise.all(Array.from({ length: 3 }, pausedDownload))
  const next = pausedDownload()
  await vi.waitUntil(() => pool('downloads').waitingCount === 1, { timeout: 60_000 })
  await vi.advanceTimersByTimeAsync(14_000)
  const [one] = paused as [(typeof paused)[number]]
  await one.rows.next()
  await vi.advanceTimersByTimeAsync(900)
  await one.rows.return()
  const { rows } = await next
  await vi.advanceTimersByTimeAsync(106_000)
  for (const { rows: others } of paused.slice(1)) await expect(others.next()).rejects.toThrow('stood still')
  expect((await rows.next()).done).toBe(false)
  await rows.return()
})

test('an upload that stands still is broken off and leaves nothing', async () => {
  const access = authorizeActorSite(await makeActor('ADMIN'), 'uploads:manage')
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const input = { kind: 'PROMPTS', filename: 'still.jsonl', name: 'Still' } as const
  let outcome: unknown
  stageUpload(access, input, uploadedBytes(slowFile().request)).then(
    () => {
      outcome = 'taken'
    },
    (error) => {
      outcome = error.code
    },
  )
  // Files are read in another thread: when it asks for more is not known.
  const isOver = async () => {
    await vi.advanceTimersByTimeAsync(1000)
    return outcome !== undefined
  }
  await vi.waitUntil(isOver, { timeout: 50_000, interval: 10 })
  expect(outcome).toBe('file_unreadable')
  expect(await db.upload.count({ where: { filename: 'still.jsonl' } })).toBe(0)
})

test('an upload that crawls is broken off, though it never stands still', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  let sent = 0
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      vi.advanceTimersByTime(10_000)
      controller.enqueue(new Uint8Array(100))
      sent++
    },
  })
  const request = new Request('http://localhost/', { method: 'POST', body, duplex: 'half' } as RequestInit)
  const drain = async () => {
    for await (const _ of uploadedBytes(request));
  }
  await expect(drain()).rejects.toMatchObject({ code: 'file_unreadable' })
  expect(sent).toBeGreaterThan(10)
  expect(sent).toBeLessThan(16)
})

test('a statement of judging or of a page that never ends is stopped by the database', async () => {
  const limits = async (purpose: 'judging' | 'pages' | 'bulk') =>
    (await pool(purpose).query('SHOW statement_timeout')).rows[0].statement_timeout
  expect([await limits('judging'), await limits('pages'), await limits('bulk')]).toEqual(['15s', '2min', '0'])
})

test('verdicts go on while every connection of pages is taken', async () => {
  const { studyId } = await makeOpenStudy({ prompts: 2 })
  const [person] = await enrolPeople(studyId, 1)
  const { access } = person as Awaited<ReturnType<typeof enrolPeople>>[number]
  const [pair] = (await nextDesk(access)).pairs
  const verdict = await makeVerdict(pair?.assignmentId ?? '')
  const taken = await Promise.all(Array.from({ length: pool('pages').options.max ?? 0 }, () => pool('pages').connect()))
  expect((await nextDesk(access)).pairs[0]).toEqual(pair)
  const { desk } = await judgeAndNext(personSeat(access), verdict, [])
  expect(desk.judged).toBe(1)
  for (const client of taken) client.release()
})
