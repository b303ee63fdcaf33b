/** Where in a request's life a fault shows itself, and so which requests it concerns. */
export type Stage = keyof typeof kindsOf

/**
 * What can go wrong, by its stage. `arrival` concerns every request; `payment` and `delivery` those that cost something; `balance` and
 * `answer` those of them that get so far; `quote` the provider's evidence.
 */
export const kindsOf = {
  arrival: ['hang', 'latency', 'unavailable'],
  payment: ['reset', 'rateLimited', 'paymentRequired', 'sessionExpired'],
  balance: ['insufficientBalance'],
  answer: [
    ...(['upstreamDown', 'tamperAnswer', 'gzip'] as const),
    ...(['rewriteRequest', 'wrongSigner', 'noSignature', 'staleSignature'] as const),
  ],
  delivery: ['cut', 'slowStream'],
  quote: ['wrongQuote'],
} as const

type Kind = (typeof kindsOf)[Stage][number]

/**
 * A way to misbehave.
 *
 * Before anything is looked at: `hang` never answers, `latency` waits `ms` milliseconds, `unavailable` answers 503. Instead of an answer that costs
 * something: `reset` breaks the connection off before a header, `rateLimited` answers 429 with `Retry-After` (`retryAfter` seconds, 1 by default),
 * `paymentRequired` 402 in the words of a gateway; and in the network's own words, with status 400, `sessionExpired` (v1), `insufficientBalance`, and
 * `upstreamDown` for a model that can't be reached.
 *
 * With the answer: `cut` breaks off in the middle of it, `slowStream` waits `ms` milliseconds before each part, `gzip` compresses it unasked and
 * signs the compressed bytes, `tamperAnswer` changes a byte after signing. With its signature: `rewriteRequest` signs another request, `wrongSigner` signs
 * with another key, `noSignature` signs nothing, `staleSignature` serves another answer's. `wrongQuote` puts another signer into the quote's JSON.
 *
 * It concerns the next `times` requests, all by default, each of them with a `probability` from 0 to 1, 1 by default; `seed` makes other draws.
 */
export type Fault = (
  | { kind: Exclude<Kind, 'latency' | 'slowStream' | 'rateLimited'> }
  | { kind: 'latency' | 'slowStream'; ms: number }
  | { kind: 'rateLimited'; retryAfter?: number | undefined }
) & { times?: number | undefined; probability?: number | undefined; seed?: number | undefined }

/** A fault that shows itself at one stage. */
export type FaultAt<stage extends Stage> = Fault & { kind: (typeof kindsOf)[stage][number] }
