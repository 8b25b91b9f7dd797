import 'server-only'
import type { AuditAction } from '@/lib/audit/sentences'
import type { Actor } from '@/lib/auth/actor'
import type { Tx } from '@/lib/db/client'
import type { Dependants } from './dependants'

/** An Access, on a study or on the site. */
export type Holder = { readonly actor: Actor; readonly studyId?: string }

type Change<A, K, V> = {
  /** What the audit trail says of it. */
  audit: AuditAction
  run: (tx: Tx, access: A, change: K & V) => Promise<unknown>
}

/** A kind of thing that people make: what depends on one, and what can be done with it. Each kind is one such object. */
export type Thing<A extends Holder, K> = {
  /** The one of this key with what depends on it, its row locked; null when there is none of theirs. */
  read: (tx: Tx, access: A, key: K) => Promise<Dependants | null>
  /** `longest`: how many characters its name may have. */
  rename?: Change<A, K, { name: string }> & { longest: number }
  archive?: { audit: [away: AuditAction, back: AuditAction]; run: Change<A, K, { archivedAt: Date | null }>['run'] }
  remove?: Change<A, K, unknown>
}
