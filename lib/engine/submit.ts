import 'server-only'
import type { Next } from './claim'
import type { Verdict } from './schema'
import type { Seat } from './seat'
import { type Stored, store } from './store'

/** Records a verdict, and leases what comes next. @throws AppError as `store` does */
export function submit(seat: Seat, verdict: Verdict, next?: Next): Promise<Stored> {
  return store(seat, verdict, next)
}
