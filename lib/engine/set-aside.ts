import 'server-only'
import type { Next } from './claim'
import type { SetAside } from './schema'
import type { Seat } from './seat'
import { type Stored, store } from './store'

/** Records that an item cannot be judged; where the design lets it, somebody else is asked. @throws AppError as `store` does */
export function setAside(seat: Seat, said: SetAside, next?: Next): Promise<Stored> {
  return store(seat, said, next)
}
