/** What a verifier has to know of a service: what stands on chain of it. A `Service` of `@zg/contracts` has all of it. */
export type TeeService = {
  provider: string
  url: string
  model: string
  /** Address of the key that the provider's TEE signs with; null when none stands there. */
  signer: string | null
  /** Whether the contracts' owner vouches for that signer; null where the protocol knows no such word. */
  signerAcknowledged: boolean | null
  details: {
    /** Whether the model runs in another TEE than the provider, and signs its answers there. */
    isTargetSeparated: boolean
    /** Signer of that other TEE. */
    targetSigner: string | null
    /** `centralized` for one that passes questions on to a company's server. */
    providerType: string
    /** Which system attests the TEE; null where nothing is said, which means `dstack`. */
    verifier: string | null
  }
}

/** Whose signature an answer of this service must bear. */
export const answerSigner = ({ signer, details }: Pick<TeeService, 'signer' | 'details'>): string | null =>
  details.isTargetSeparated ? details.targetSigner : signer

/** Whether the model that answers runs in a TEE at all, and not on a company's server behind one. */
export const isModelInTee = ({ details }: Pick<TeeService, 'details'>): boolean =>
  details.providerType === 'decentralized'
