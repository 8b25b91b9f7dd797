/** What may end while answers of it are awaited: a connection, a thread, somebody's patience. */
export type Endable<End> = {
  /** Says that it is over, and how; only the first time counts. */
  end: (how: End) => void
  /** What comes, or how it ended where that is first. @throws what `coming` fails with */
  unlessEnded: <T>(coming: Promise<T>) => Promise<T | End>
}

/**
 * Watches over one answer at a time. `Promise.race` with a promise of the end would not do: that promise keeps all that ever
 * waited for it, and with it each answer, until the end.
 */
export function endable<End>(): Endable<End> {
  let ended: { how: End } | undefined
  let tell: ((how: End) => void) | undefined
  return {
    end(how) {
      ended ??= { how }
      tell?.(ended.how)
    },
    unlessEnded: (coming) =>
      new Promise((resolve, reject) => {
        if (ended) resolve(ended.how)
        tell = resolve
        coming.then(resolve, reject)
      }),
  }
}
