/**
 * A way to misbehave. `hang` never answers, `unavailable` answers 503, `latency` waits, `tamperAnswer` changes a byte
 * after signing, `rewriteRequest` signs another request, `wrongSigner` signs with another key, `noSignature` signs nothing,
 * `staleSignature` serves another answer's signature, `wrongQuote` puts another signer into the quote's JSON.
 */
export type Fault =
  | {
      kind:
        | 'hang'
        | 'unavailable'
        | 'tamperAnswer'
        | 'rewriteRequest'
        | 'wrongSigner'
        | 'noSignature'
        | 'staleSignature'
        | 'wrongQuote'
    }
  | { kind: 'latency'; ms: number }
