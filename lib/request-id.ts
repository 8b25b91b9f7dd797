import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'

/** Carries a request's id: in from a trusted proxy that has one already, and out on every answer. */
export const REQUEST_ID_HEADER = 'x-request-id'

/** What a proxy may call a request: short, and safe in a line of the log. */
const GIVEN = /^[\w.:-]{8,40}$/

// The door, the routes and the log are bundled apart: all find the same one in the process.
const holder = globalThis as { evenhandRequest?: AsyncLocalStorage<string> }
holder.evenhandRequest ??= new AsyncLocalStorage()
const current = holder.evenhandRequest

/** The id of the request that is being answered; undefined outside one, as in a job. */
export function requestId(): string | undefined {
  return current.getStore()
}

/** Answers a request: whatever is logged or refused meanwhile says its id. */
export function withRequestId<T>(id: string, run: () => T): T {
  return current.run(id, run)
}

/** @param given what somebody trusted in front calls it, so that their log and ours are of one request */
export function makeRequestId(given: string | undefined): string {
  return given !== undefined && GIVEN.test(given) ? given : randomUUID()
}
