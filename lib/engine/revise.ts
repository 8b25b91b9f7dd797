import 'server-only'
import type { Next } from './claim'
import type { Revision } from './schema'
import type { Seat } from './seat'
import { type Stored, store } from './store'

/**
 * Records another verdict in place of one of the annotator's last ones, which stays on record, superseded.
 * @throws AppError as `store` does; `study_not_open` while the study is paused, `study_closed` once it is over, `too_late`
 *   when the verdict is an older one
 */
export function revise(seat: Seat, revision: Revision, next?: Next): Promise<Stored> {
  return store(seat, revision, next)
}
