/** The part of pg-cursor's interface that is used here; it ships no types. */
declare module 'pg-cursor' {
  import type { EventEmitter } from 'node:events'
  import type { Connection, Submittable } from 'pg'

  export default class Cursor<Row> extends EventEmitter implements Submittable {
    constructor(text: string, values: readonly unknown[])
    submit: (connection: Connection) => void
    read(rows: number): Promise<Row[]>
    close(): Promise<void>
  }
}
