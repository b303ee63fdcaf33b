import {
  type Assurance,
  bytesToHex,
  type Check,
  createReport,
  memoryStore,
  type Report,
  type Store,
} from '@zg/core'
import type { CollateralSource } from '../collateral/collateralSource.js'
import { InvalidPolicyError } from '../errors.js'
import type { NrasClient } from '../gpu/nrasClient.js'
import { applyWaivers, checkPolicy } from '../policy/applyPolicy.js'
import type { Policy } from '../policy/policy.js'
import type { Roots } from '../roots.js'
import { createSignatureCache } from '../x509/signatureCache.js'
import { chainChecks } from './chainChecks.js'
import { examineMachine } from './examineMachine.js'
import { machinesOf } from './machinesOf.js'
import { checkUnchanged } from './seenBefore.js'
import { answerSigner, isModelInTee, type TeeService } from './teeService.js'
import { type AnswerEvidence, verifyAnswer } from './verifyAnswer.js'
import type { Examined, MachineClaims } from './verifyEvidence.js'

/** What the proven evidence of a provider says. */
export type ProviderClaims = {
  /** Address of the key that signs answers, as the evidence names it. */
  answerSigner: string
  /** Whether the model itself runs in a TEE. A provider that passes questions on to a company proves only that it relayed and signed. */
  modelInTee: boolean
  /** The provider's own machine. */
  broker: MachineClaims
  /** The model's machine, where it is another one. */
  model: MachineClaims | undefined
}

/** Verifies providers and answers under one policy. */
export type TeeVerifier = {
  /**
   * Fetches a provider's evidence and verifies it: on chain, hardware, signer, measurements, GPUs. For a model in a machine of its own two reports are
   * examined; the second one's checks are named `model.…`. What can't be fetched makes the verdict `incomplete`.
   *
   * `nonce` is 32 random bytes unless given. Throws only what is no evidence: the signal's reason, a fault of the store.
   */
  verifyProvider: (
    service: TeeService,
    options?: { nonce?: Uint8Array | undefined; signal?: AbortSignal | undefined },
  ) => Promise<Report<ProviderClaims>>
  /** Verifies one answer by its signature, and by the report on who gave it. Asks nobody, and never throws. */
  verifyResponse: (answer: AnswerEvidence) => Report
}

const hour = 3_600_000

/**
 * Makes a verifier of providers and their answers.
 *
 * Trusted are the roots of Intel and NVIDIA, which are pinned here, and no server: whoever hands on evidence or collateral can only withhold it.
 * With `roots.intel` evidence under another root is accepted, and comes out as `simulated`. Throws `InvalidPolicyError` for a policy that waives what
 * can't be waived, and for the policy `devnet` without a root of its own.
 *
 * @example
 * ```ts
 * import { createTeeVerifier, formatReport, pccsCollateral, policies, type TeeService } from '@zg/attestation'
 *
 * const verifier = createTeeVerifier({
 *   policy: policies.strict,
 *   collateral: pccsCollateral({ url: 'https://pccs.example.com' }),
 * })
 *
 * async function explain(service: TeeService) {
 *   console.log(formatReport(await verifier.verifyProvider(service)))
 * }
 * ```
 */
export function createTeeVerifier(options: createTeeVerifier.Options): TeeVerifier {
  const { policy, clock = Date.now, collateral, nras, roots, fetch, timeoutMs } = options
  const { random = randomNonce, maxProviderAgeMs = hour, store = memoryStore() } = options
  checkPolicy(policy)
  const cache = createSignatureCache()
  if (policy.name === 'devnet' && !roots?.intel) {
    throw new InvalidPolicyError('The devnet policy is for simulated evidence, and no root of any was given.')
  }
  return {
    verifyProvider: async (service, { nonce = random(), signal } = {}) => {
      const now = clock()
      const around = { cache, nonce, policy, now, roots, collateral, nras, fetch, timeoutMs, signal }
      const onChain = applyWaivers(chainChecks(service), policy)
      const machines = machinesOf(service, bytesToHex(nonce))
      const examined = await Promise.all(machines.map((machine) => examineMachine(machine, around)))
      const claims = claimsOf(service, examined)
      const assurance: Assurance = examined.some((each) => each.assurance === 'simulated')
        ? 'simulated'
        : 'hardware'
      const checks = [...onChain, ...examined.flatMap(({ checks: own }, index) => own.map(prefixed(index)))]
      const report = { subject: 'provider', assurance, claims, policy, checkedAt: now } as const
      if (policy.name !== 'observed') return createReport({ ...report, checks })
      return observe(report, checks, { store, service, examined })
    },
    verifyResponse: (answer) => verifyAnswer(answer, { policy, now: clock(), maxProviderAgeMs }),
  }
}

export declare namespace createTeeVerifier {
  type Options = {
    policy: Policy
    /** Where Intel's statements come from (`pccsCollateral`, `offlineCollateral`). Only simulated evidence brings its own. */
    collateral?: CollateralSource | undefined
    /** Asks NVIDIA about GPUs (`nrasClient`). Without it `gpu.measurements` is skipped. */
    nras?: NrasClient | undefined
    /** Roots to trust instead of the vendors'. For a devnet. */
    roots?: Roots | undefined
    /** Milliseconds since 1970. */
    clock?: (() => number) | undefined
    fetch?: typeof globalThis.fetch | undefined
    timeoutMs?: number | undefined
    /** Makes the nonce of a question, 32 bytes. */
    random?: (() => Uint8Array) | undefined
    /** Remembers what was seen first, for the policy `observed`. By default in memory. */
    store?: Store | undefined
    /** How old a provider's report may be behind an answer, by default an hour. */
    maxProviderAgeMs?: number | undefined
  }
}

const randomNonce = () => globalThis.crypto.getRandomValues(new Uint8Array(32))

const prefixed =
  (index: number) =>
  (check: Check): Check =>
    index === 0 ? check : { ...check, name: `model.${check.name}` }

function claimsOf(service: TeeService, examined: readonly Examined[]): ProviderClaims | undefined {
  const [broker, model] = examined
  const signer = answerSigner(service)
  if (!broker?.claims || signer === null || (model && !model.claims)) return undefined
  return {
    answerSigner: signer,
    modelInTee: isModelInTee(service),
    broker: broker.claims,
    model: model?.claims,
  }
}

async function observe(
  report: Omit<Report<ProviderClaims>, 'verdict' | 'checks'>,
  checks: readonly Check[],
  { store, service, examined }: { store: Store; service: TeeService; examined: readonly Examined[] },
): Promise<Report<ProviderClaims>> {
  const compared = await Promise.all(
    examined.map(({ claims }, index) =>
      claims ? checkUnchanged(claims, { store, provider: service.provider, machine: `${index}` }) : null,
    ),
  )
  const own = compared.flatMap((each, index) => (each ? [prefixed(index)(each.check)] : []))
  const whole = createReport({ ...report, checks: [...checks, ...own] })
  // Only what is good otherwise becomes what has to stay.
  if (whole.verdict === 'verified') await Promise.all(compared.map((each) => each?.keep()))
  return whole
}
