import type { Usage } from './usage.js'

/** What an answer turned out to be, once it is complete. */
export type Bill = {
  /** Of the completion; empty where the answer names none. */
  id: string
  /** What the model said it used; null when it said nothing. */
  usage: Usage | null
  /** Neuron. */
  fee: bigint
  /** Signed in place of the hash of the answer's bytes. */
  responseHash?: string
}

/** Reads what an answer costs out of its bytes as they pass. */
type Meter = { push: (bytes: Uint8Array) => void; end: () => Bill }

/** A request that is ready to be sent on. */
export type Question = {
  /** The request's bytes as they are signed. */
  bytes: Uint8Array
  ask: () => Promise<Response>
  createMeter: (headers: Headers) => Meter
}
