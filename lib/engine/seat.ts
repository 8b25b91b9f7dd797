import 'server-only'
import type { Access, Bearer } from '@/lib/auth/access'
import type { Holder } from '@/lib/tokens/find-holder'

declare const seated: unique symbol

/** How the database finds out who sits there: `seated_annotator`. */
type Proof =
  | { kind: 'session'; user: string; stamp: string }
  | { kind: 'person'; user: string }
  | { kind: 'simulation'; annotator: string }
  | { kind: 'model'; annotator: string }
  | { kind: 'token'; annotator: string; token: string }

/**
 * Who judges, in which study. The one thing that claims and submissions ask for: each kind of judge has a constructor here
 * and is proven in its own way, so that nobody judges as somebody else.
 */
export type Seat<P extends Proof = Proof> = {
  readonly studyId: string
  readonly proof: Readonly<P>
  readonly [seated]: true
}

/** A person's seat. */
export type PersonSeat = Seat<Extract<Proof, { user: string }>>

/** The seat of whoever a session names. Nothing is proven yet: the statement that judges does it, sparing a round trip. */
export function sessionSeat({ studyId, userId: user, stamp }: Bearer): PersonSeat {
  return seat(studyId, { kind: 'session', user, stamp })
}

/** The seat of a person who is proven to be an annotator. */
export function personSeat({ studyId, actor }: Access<'judgment:submit'>): PersonSeat {
  return seat(studyId, { kind: 'person', user: actor.id })
}

/** The seat of a simulated annotator. The database lets nobody but a simulation sit there. */
export function simulationSeat(studyId: string, annotatorId: string): Seat {
  return seat(studyId, { kind: 'simulation', annotator: annotatorId })
}

/** The seat of a language model, from which what came of asking is told as well. */
export type ModelSeat = Seat<Extract<Proof, { kind: 'model' }>>

/** The seat of a language model. The database lets nobody but a model sit there. */
export function modelSeat(studyId: string, annotatorId: string): ModelSeat {
  return seat(studyId, { kind: 'model', annotator: annotatorId })
}

/** A model's seat, whoever asks for it: this app, or a program with a token. */
export type JudgeSeat = Seat<Extract<Proof, { kind: 'model' | 'token' }>>

/**
 * The seat of a language model for a program that comes with a token. Each statement from it proves anew that the token works,
 * is for this and for this study, and that its owner may run the study.
 */
export function tokenSeat(studyId: string, annotatorId: string, { tokenId: token }: Holder): JudgeSeat {
  return seat(studyId, { kind: 'token', annotator: annotatorId, token })
}

function seat<P extends Proof>(studyId: string, proof: P): Seat<P> {
  return { studyId, proof } as Seat<P>
}
