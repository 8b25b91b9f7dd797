import 'server-only'
import { env } from '@/lib/env'

/** Simulated annotators that judge at once in this process, of all its rehearsals together. */
const MOST = 8

const holder = globalThis as { evenhandLanes?: { free: number; waiting: (() => void)[] } }

/** Runs when a lane is free: half of the connections, at most, are for rehearsals; people who judge come first. */
export async function inLane<T>(run: () => Promise<T>): Promise<T> {
  holder.evenhandLanes ??= { free: Math.max(1, Math.min(MOST, Math.floor(env().DATABASE_POOL / 2))), waiting: [] }
  const lanes = holder.evenhandLanes
  if (lanes.free > 0) lanes.free--
  else await new Promise<void>((resolve) => lanes.waiting.push(resolve))
  try {
    return await run()
  } finally {
    const next = lanes.waiting.shift()
    if (next) next()
    else lanes.free++
  }
}
