import type { Rejection } from '@zg/contracts'
import type { BaseError } from '@zg/core'
import type { Retry } from '../../auth/auth.js'

/** A request on its way to a provider. Its body is bytes from the start, so that what is priced, signed and hashed is what is sent. */
export type Outgoing = {
  method: string
  /** Below the service's URL, such as `/v1/proxy/chat/completions`, query included. */
  path: string
  headers: Readonly<Record<string, string>>
  body: Uint8Array<ArrayBuffer> | null
  /** The fields of a JSON body; null for any other. */
  fields: Readonly<Record<string, unknown>> | null
  signal: AbortSignal | undefined
  /** Awaited right before the request leaves; what it throws keeps it here. */
  beforeSend: () => Promise<void>
}

/** How an answer ended: whole, broken off by the provider or the network, or left by its reader. */
export type Ending = {
  how: 'complete' | 'cut' | 'left'
  /** What the answer says of what it used; null where it doesn't. */
  usage: Readonly<Record<string, unknown>> | null
}

/** A provider's answer, whose body nobody has read yet. */
export type Answer = {
  response: Response
  /** To be called once, when the body has ended: says what it costs in neuron, null where nobody knows. */
  settle: (ending: Ending) => Promise<bigint | null>
}

/** Why an attempt brought no answer, and what may be done about it. */
export type Failure = {
  /** `own`: refused here, before anything was sent. The others but `network` are a provider's refusal, `proof` an answer that proves nothing. */
  kind: Rejection['kind'] | 'network' | 'proof' | 'own'
  error: BaseError
  /** Whether the provider may bill the attempt. Then nothing is sent again. */
  mayBeBilled: boolean
  /** What the auth says to it. */
  retry: Retry
}

/** The caller's own signal ended the attempt. */
export type Aborted = { reason: unknown; mayBeBilled: boolean }

export type Outcome = { answer: Answer } | { failure: Failure } | { aborted: Aborted }

/** Sends one request. Throws what kept it from being sent at all. */
export type Send = (request: Outgoing) => Promise<Outcome>

/** One concern around a request. */
export type Link = (next: Send) => Send

/** Puts links around the innermost step, outermost first. */
export const chain = (links: readonly Link[], innermost: Send): Send =>
  links.reduceRight<Send>((next, link) => link(next), innermost)
