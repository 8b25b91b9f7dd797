import 'server-only'
import { randomUUID } from 'node:crypto'
import pLimit from 'p-limit'
import { z } from 'zod'
import { db } from '@/lib/db/client'
import { pauseFor } from './pause-for'

/** How long a place is held by whoever says nothing more: a killed process gives its places back after that. */
const HELD_SECONDS = 20
const BEAT_MS = 5000
/** How often one asks whether a place came free in another process. */
const LOOK_MS = 100

/** For so long a place goes from one call of this process to the next without a word: then other processes may have it. */
const OURS_MS = 2000

/** A place that is held, and since when it is this process'. */
type Place = { holder: string; since: number }

/** Who takes places of one provider in this process: one at a time, in the order they came. */
type Queue = {
  takeTurns: ReturnType<typeof pLimit>
  wake: (() => void) | null
  made: number
  waiting: number
  /** Places that this process has, those under `spare` included. */
  ours: number
  /** Places that a call has left for the next one. */
  spare: Place[]
}

const queues = new Map<string, Queue>()
const held = new Set<string>()
let beat: ReturnType<typeof setInterval> | undefined

/**
 * Waits until one of a provider's places is free, of which all processes together have `lanes`, and takes it.
 * @returns gives it back
 */
export async function takeLane(providerId: string, lanes: number, signal?: AbortSignal): Promise<() => Promise<void>> {
  const queue = queues.get(providerId) ?? { takeTurns: pLimit(1), wake: null, made: 0, waiting: 0, ours: 0, spare: [] }
  queues.set(providerId, queue)
  queue.waiting++
  try {
    const place = await queue.takeTurns(() => waitForLane(queue, { providerId, lanes }, signal))
    hold(place.holder)
    return () => leave(queue, providerId, place)
  } finally {
    queue.waiting--
    // Nobody is left to take what a call has left.
    if (queue.waiting === 0)
      await Promise.all(queue.spare.splice(0).map(({ holder }) => giveBack(queue, providerId, holder)))
  }
}

/** Leaves a place to the next call of this process that waits for one, else to everybody. */
async function leave(queue: Queue, providerId: string, place: Place): Promise<void> {
  if (queue.waiting > 0 && Date.now() - place.since < OURS_MS) queue.spare.push(place)
  else await giveBack(queue, providerId, place.holder)
  queue.wake?.()
}

async function giveBack(queue: Queue, providerId: string, holder: string): Promise<void> {
  held.delete(holder)
  queue.ours--
  await db.$executeRaw`
    UPDATE "ProviderLane" SET until = '-infinity', holder = NULL
    WHERE "providerId" = ${providerId}::uuid AND holder = ${holder}::uuid`
}

type Of = { providerId: string; lanes: number }

async function waitForLane(queue: Queue, of: Of, signal: AbortSignal | undefined): Promise<Place> {
  if (queue.made < of.lanes) await makeLanes(of)
  queue.made = Math.max(queue.made, of.lanes)
  for (;;) {
    signal?.throwIfAborted()
    // Where all places are this process' own, the database has none.
    const mayTry = queue.spare.length === 0 && queue.ours < of.lanes
    const holder = mayTry && (await tryLane(of))
    if (holder) {
      queue.ours++
      return { holder, since: Date.now() }
    }
    const spare = queue.spare.pop()
    if (spare) return spare
    const woken = new Promise<void>((resolve) => {
      queue.wake = resolve
    })
    await Promise.race([woken, pauseFor(LOOK_MS, signal)])
  }
}

async function makeLanes({ providerId, lanes }: Of): Promise<void> {
  await db.$executeRaw`
    INSERT INTO "ProviderLane" ("providerId", lane, until)
    SELECT ${providerId}::uuid, n, '-infinity' FROM generate_series(0, ${lanes}::int - 1) n
    ON CONFLICT DO NOTHING`
}

async function tryLane({ providerId, lanes }: Of): Promise<string | null> {
  const holder = randomUUID()
  const taken = await db.$queryRaw`
    WITH free AS (
      SELECT lane FROM "ProviderLane"
      WHERE "providerId" = ${providerId}::uuid AND lane < ${lanes} AND until < clock_timestamp()
      ORDER BY lane LIMIT 1 FOR UPDATE SKIP LOCKED
    )
    UPDATE "ProviderLane" l SET holder = ${holder}::uuid, until = clock_timestamp() + make_interval(secs => ${HELD_SECONDS})
    FROM free WHERE l."providerId" = ${providerId}::uuid AND l.lane = free.lane
    RETURNING l.lane`
  return z.array(z.object({ lane: z.number() })).parse(taken).length === 1 ? holder : null
}

/** Says from now and then that this process lives, for all the places it holds. */
function hold(holder: string): void {
  held.add(holder)
  beat ??= setInterval(() => {
    if (held.size === 0) {
      clearInterval(beat)
      beat = undefined
    } else void putOff().catch(() => undefined)
  }, BEAT_MS).unref()
}

/** What cannot be put off lapses, and is taken by another: the database is away, and calls end without it. */
async function putOff(): Promise<void> {
  await db.$executeRaw`
    UPDATE "ProviderLane" SET until = clock_timestamp() + make_interval(secs => ${HELD_SECONDS})
    WHERE holder = ANY(${[...held]}::uuid[])`
}
