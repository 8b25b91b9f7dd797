import 'server-only'
import { log } from '@/lib/log'
import { forgetDeliveries } from './forget-deliveries'
import { requestDeliveries } from './request-deliveries'
import { tellCounts } from './tell-counts'

const LOOK_EVERY_MS = 1000
const COUNT_EVERY_MS = 60_000

/**
 * Looks each second for messages that are due and each minute for what is to be counted, as long as the process works. One look
 * at a time; what fails is looked for again.
 * @returns ends it
 */
export function startRounds(): () => void {
  const ends = [every(LOOK_EVERY_MS, requestDeliveries), every(COUNT_EVERY_MS, countAndForget)]
  return () => {
    for (const end of ends) end()
  }
}

async function countAndForget(): Promise<void> {
  await tellCounts()
  await forgetDeliveries()
}

function every(ms: number, look: () => Promise<void>): () => void {
  let isLooking = false
  let isAway = false
  const timer = setInterval(async () => {
    if (isLooking) return
    isLooking = true
    try {
      await look()
      isAway = false
    } catch (err) {
      // The database may be away for a while.
      if (!isAway) log.warn({ err }, 'webhooks cannot be looked after')
      isAway = true
    } finally {
      isLooking = false
    }
  }, ms)
  timer.unref()
  return () => clearInterval(timer)
}
