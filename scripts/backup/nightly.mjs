import { spawn } from 'node:child_process'
import path from 'node:path'
import { findPrograms } from '../postgres/programs.mjs'
import { root } from '../settings.mjs'
import { SetupError } from '../setup-error.mjs'

const LOOK_EVERY_MS = 60_000

/**
 * Whether a time of day has come that had not when it was last asked: once a day, however seldom it is asked, and not for a time
 * before the first question.
 * @param {string} at `HH:MM`, of this machine's clock @param {Date} now
 * @returns {(now: Date) => boolean}
 * @throws {SetupError} when it is no time of day
 */
export function onceADay(at, now) {
  const [, hours, minutes] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(at) ?? []
  if (!hours || !minutes) throw new SetupError(`EVENHAND_BACKUP_AT must be a time of day such as 03:15, not “${at}”.`)
  const nextAfter = (/** @type {Date} */ moment) => {
    const next = new Date(moment)
    next.setHours(Number(hours), Number(minutes), 0, 0)
    if (next <= moment) next.setDate(next.getDate() + 1)
    return next
  }
  let next = nextAfter(now)
  return (moment) => {
    if (moment < next) return false
    next = nextAfter(moment)
    return true
  }
}

/**
 * Backs up every night as the command does, in a process of its own, as long as this one serves. What fails is said, and tried
 * again the next night.
 * @param {string} at `HH:MM` @param {(line: string) => void} say
 * @returns {Promise<() => Promise<void>>} ends it; a backup under way is broken off, and leaves no file
 */
export async function keepBackingUp(at, say) {
  const isDue = onceADay(at, new Date())
  // An image has no server to restore for trial on.
  const quick = await findPrograms().then(
    () => [],
    () => ['--quick'],
  )
  const args = [path.join(root, 'scripts/backup.mjs'), '--keep', process.env.EVENHAND_BACKUP_KEEP || '14', ...quick]
  /** @type {import('node:child_process').ChildProcess | null} */
  let running = null
  const look = () => {
    if (!isDue(new Date()) || running) return
    running = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] })
    running.once('close', (code) => {
      running = null
      if (code !== 0) say('The nightly backup failed; the lines above say why.')
    })
  }
  const timer = setInterval(look, LOOK_EVERY_MS)
  return async () => {
    clearInterval(timer)
    running?.kill()
  }
}
