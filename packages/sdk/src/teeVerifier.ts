import type { createTeeVerifier, ProviderClaims, TeeVerifier } from '@zg/attestation'
import type { Service } from '@zg/contracts'
import { base64ToBytes, InvalidEncodingError, type Report, type Store } from '@zg/core'
import type { ConnectionOptions } from './brokerOptions.js'
import { AttestationRootError } from './errors.js'

/** Intel's own service, and where it keeps its root's CRL. */
const intel = {
  url: 'https://api.trustedservices.intel.com',
  rootCrlUrl: 'https://certificates.trustedservices.intel.com/IntelSGXRootCA.der',
}

/** Examines providers' hardware as a broker was told to. The code for it is loaded by the first who asks. */
export type BrokerVerifier = {
  verifyProvider: (
    service: Service,
    options?: { signal?: AbortSignal | undefined },
  ) => Promise<Report<ProviderClaims>>
  /** Whether every answer is to be held against the hardware, and not only those for which it was asked: on a devnet, where that costs nothing. */
  always: boolean
}

/** Throws `AttestationRootError` for a root that can't be one. */
export function teeVerifier(
  { tee = {}, attestationRoot, fetch }: ConnectionOptions,
  store: Store | undefined,
): BrokerVerifier {
  const root = attestationRoot === undefined ? undefined : readRoot(attestationRoot)
  let made: Promise<TeeVerifier> | undefined
  const make = async (): Promise<TeeVerifier> => {
    const { createTeeVerifier, pccsCollateral, policies } = await import('@zg/attestation')
    const simulated: Pick<createTeeVerifier.Options, 'policy' | 'roots' | 'collateral'> = {
      ...{ policy: tee.policy ?? policies.devnet, roots: { intel: root }, collateral: tee.collateral },
    }
    const real = {
      policy: tee.policy ?? policies.strict,
      collateral: tee.collateral ?? pccsCollateral({ ...intel, fetch }),
    }
    return createTeeVerifier({ ...(root ? simulated : real), nras: tee.nras, fetch, store })
  }
  return {
    verifyProvider: async (service, options) => {
      made ??= make()
      return (await made).verifyProvider(service, options)
    },
    always: root !== undefined,
  }
}

function readRoot(text: string): Uint8Array {
  try {
    const bytes = base64ToBytes(text)
    if (bytes.length > 0) return bytes
  } catch (error) {
    if (!(error instanceof InvalidEncodingError)) throw error
  }
  throw new AttestationRootError('The attestationRoot is no certificate in base64.')
}
