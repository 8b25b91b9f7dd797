import 'server-only'

// The server's bundles have a copy of each module.
const holder = globalThis as { evenhandWake?: () => void }

/** Lets the worker of this process, if it has one, look for jobs now: others look each second. */
export function wakeWorker(): void {
  holder.evenhandWake?.()
}

/** Names what `wakeWorker` does. */
export function onWake(look: (() => void) | undefined): void {
  holder.evenhandWake = look
}
