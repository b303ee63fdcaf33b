import type { ContractContext } from '@zg/contracts'
import type { Deadline } from '@zg/contracts/read'

/** What every action takes: which network, and how long it may take. */
export type Options = ContractContext & Deadline

/** What actions that ask a provider take besides. */
export type ProviderOptions = Options & {
  /** How the provider is reached; `globalThis.fetch` by default. */
  fetch?: typeof globalThis.fetch | undefined
}
