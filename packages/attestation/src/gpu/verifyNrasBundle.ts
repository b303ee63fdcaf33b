import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, createReport, type Report, utf8ToBytes } from '@zg/core'
import { type Checklist, createChecklist } from '../checklist.js'
import { EvidenceError, MalformedEvidenceError } from '../errors.js'
import { isObject, type JsonObject } from '../json.js'
import { readJwt } from './jwt.js'

/** Clocks differ: a token may be this much of the future, in seconds. */
const leeway = 60
const mostGpus = 64

/**
 * Verifies what NVIDIA's attestation service (NRAS) says of a provider's GPUs: a token over all, and one for each, by a key of `keys`. Pure and
 * synchronous: keys, issuer and clock are given.
 *
 * ES384 is the only algorithm. The verdict has to be the value `true`, for the nonce that was asked with, over exactly as many GPUs as there is evidence;
 * each of them in secure boot, without debugging, and measured as NVIDIA expects. The checks are `gpu.nras.token`, `gpu.nras.verdict` and
 * `gpu.nras.submods`. Never throws for what is wrong with a bundle.
 *
 * @example
 * ```ts
 * import { verifyNrasBundle } from '@zg/attestation'
 *
 * const isGood = (options: verifyNrasBundle.Options) => verifyNrasBundle(options).verdict === 'verified'
 * ```
 */
export function verifyNrasBundle(options: verifyNrasBundle.Options): Report {
  const list = createChecklist()
  checkNras(list, options)
  return createReport({
    subject: 'provider',
    assurance: 'hardware',
    checks: list.checks,
    checkedAt: options.now,
  })
}

export declare namespace verifyNrasBundle {
  type Options = {
    /** The parsed answer: `[['JWT', token], { 'GPU-0': token }]`. */
    bundle: unknown
    /** The service's keys, as its JWKS lists them. */
    keys: unknown
    issuer: string
    /** The 32 bytes that the GPUs were asked with, as lower-case hex. */
    nonce: string
    /** How many GPUs there is evidence of. */
    gpus: number
    /** Milliseconds since 1970. */
    now: number
  }
}

/** The three checks; whether all of them passed. */
export function checkNras(list: Checklist, options: verifyNrasBundle.Options): boolean {
  const token = list.run('gpu.nras.token', [], () => {
    const { overall, each } = readBundle(options.bundle)
    return { claims: readToken(overall, options), each }
  })
  const verdict = list.run('gpu.nras.verdict', [token], ({ claims }) => {
    const result = claims['x-nvidia-overall-att-result']
    if (result !== true) throw new EvidenceError(`the overall result is ${JSON.stringify(result)}, not true`)
  })
  const submods = list.run('gpu.nras.submods', [token], ({ claims, each }) =>
    checkGpuTokens(claims.submods, each, options),
  )
  return verdict.passed && submods.passed
}

type Bundle = { overall: string; each: ReadonlyMap<string, string> }

function readBundle(bundle: unknown): Bundle {
  const malformed = new MalformedEvidenceError('NRAS token', 'the answer is not a token and one for each GPU')
  if (!Array.isArray(bundle) || bundle.length !== 2) throw malformed
  const [pair, detached]: unknown[] = bundle
  if (!Array.isArray(pair) || pair.length !== 2 || pair[0] !== 'JWT' || typeof pair[1] !== 'string')
    throw malformed
  if (!isObject(detached) || Object.keys(detached).length > mostGpus) throw malformed
  const each = Object.entries(detached).map(([name, token]) => {
    if (typeof token !== 'string') throw malformed
    return [name, token] as const
  })
  return { overall: pair[1], each: new Map(each) }
}

/** A token's claims, once it is signed, in date, by this issuer and for this nonce. */
function readToken(token: string, { keys, issuer, nonce, now }: verifyNrasBundle.Options): JsonObject {
  const claims = readJwt(token, keys)
  const { iss, exp, nbf, eat_nonce: asked } = claims
  if (iss !== issuer) throw new EvidenceError(`the issuer is ${JSON.stringify(iss)}, not ${issuer}`)
  const seconds = now / 1_000
  if (typeof exp !== 'number' || !(seconds < exp)) throw new EvidenceError('the token has expired')
  if (typeof nbf !== 'number' || !(nbf <= seconds + leeway))
    throw new EvidenceError('the token is not valid yet')
  if (asked !== nonce) throw new EvidenceError(`it is for the nonce ${JSON.stringify(asked)}, not ${nonce}`)
  return claims
}

function checkGpuTokens(
  submods: unknown,
  tokens: ReadonlyMap<string, string>,
  options: verifyNrasBundle.Options,
): void {
  const named = isObject(submods) ? Object.entries(submods) : []
  if (named.length !== options.gpus || named.length === 0) {
    throw new EvidenceError(`it is over ${named.length} GPUs, expected are ${options.gpus}`)
  }
  if (tokens.size !== named.length) throw new EvidenceError('there is not one token for each GPU')
  for (const [name, submod] of named) {
    const token = tokens.get(name)
    if (token === undefined) throw new EvidenceError(`${name} has no token`)
    if (digestOf(submod) !== bytesToHex(sha256(utf8ToBytes(token)))) {
      throw new EvidenceError(`the token of ${name} is not the one that was measured`)
    }
    checkGpu(name, readToken(token, options))
  }
}

/** Of `['DIGEST', ['SHA-256', hex]]`. */
function digestOf(submod: unknown): string | null {
  if (!Array.isArray(submod) || submod[0] !== 'DIGEST' || !Array.isArray(submod[1])) return null
  const [algorithm, digest]: unknown[] = submod[1]
  const isSha256 = algorithm === 'SHA-256' || algorithm === 'SHA256'
  return isSha256 && typeof digest === 'string' ? digest.toLowerCase() : null
}

const expected = { measres: 'success', secboot: true, dbgstat: 'disabled' } as const

function checkGpu(name: string, claims: JsonObject): void {
  for (const [claim, value] of Object.entries(expected)) {
    if (claims[claim] !== value) {
      throw new EvidenceError(
        `${claim} of ${name} is ${JSON.stringify(claims[claim])}, not ${JSON.stringify(value)}`,
      )
    }
  }
}
