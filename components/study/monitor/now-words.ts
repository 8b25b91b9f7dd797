import type { Now } from '@/lib/monitor/annotator-now'
import { when } from './dates'

/**
 * What an annotator is at, or why nothing is handed to them, in a few words. Annotators read the same on their screen. Of a
 * model it is how its run stands.
 */
export function nowWords({ state, since, holds }: Now, now: Date): string {
  const at = since ? when(since, now) : ''
  const minutes = since ? Math.floor((now.getTime() - since.getTime()) / 60_000) : 0
  switch (state) {
    case 'judging':
      return minutes < 10 ? 'judging now' : `holds ${holds} since ${at}`
    case 'waiting':
      return `waiting since ${at}: all slots left are leased`
    case 'capped':
      return 'finished: cap reached'
    case 'done':
      return 'finished: nothing left for them'
    case 'left':
      return `left at ${at}`
    case 'not_begun':
      return 'not begun'
    case 'no_consent':
      return 'has not agreed to the consent text'
    case 'paused':
      return 'study paused'
    case 'closed':
      return 'study closed'
    case 'draft':
      return 'waits for the opening'
    case 'deactivated':
      return `removed ${at}`
    case 'model_ready':
      return 'ready, not started'
    case 'model_running':
      return 'running'
    case 'model_waiting':
      return `waiting for its provider until ${at}`
    case 'model_paused':
      return 'paused'
    case 'model_stopped':
      return 'stopped: see the overview'
    case 'model_cancelled':
      return 'cancelled'
    case 'model_done':
      return 'done'
  }
}
