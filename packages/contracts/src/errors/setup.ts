import { BaseError } from '@zg/core'
import type { Address, Hash } from 'viem'

/** No current deployment of the protocol is known on this chain. */
export class UnsupportedChainError extends BaseError {
  override readonly name: string = 'UnsupportedChainError'
  readonly chainId: number

  constructor({ chainId, protocol, known, until }: UnsupportedChainError.Options) {
    super(`No current deployment of the ${protocol} protocol is known on chain ${chainId}.`, {
      metaMessages: [
        ...(until === undefined ? [] : [`The last one there was replaced on ${until}.`]),
        `Known chains: ${known.join(', ') || 'none'}. For any other, pass contracts: { ledger, inference }.`,
      ],
    })
    this.chainId = chainId
  }
}

export declare namespace UnsupportedChainError {
  type Options = {
    chainId: number
    protocol: string
    /** Chains that have a current deployment. */
    known: readonly number[]
    /** Day on which the chain's last deployment was replaced, ISO 8601. */
    until?: string | undefined
  }
}

/** The client doesn't say which chain it is on, and no contracts were given. */
export class ChainRequiredError extends BaseError {
  override readonly name: string = 'ChainRequiredError'

  constructor() {
    super('The client has no chain, so its contracts are unknown.', {
      metaMessages: ['Create the client with a chain, or pass contracts: { ledger, inference }.'],
    })
  }
}

/** A write needs a client with an account. */
export class AccountRequiredError extends BaseError {
  override readonly name: string = 'AccountRequiredError'

  constructor({ functionName, reason = 'the client has none' }: { functionName: string; reason?: string }) {
    super(`${functionName} needs an account, and ${reason}.`, {
      metaMessages: ['Create the client with an account, such as privateKeyToAccount(…).'],
    })
  }
}

/** The client's chain isn't the one that the endpoint serves. */
export class ChainMismatchError extends BaseError {
  override readonly name: string = 'ChainMismatchError'
  readonly expected: number
  readonly actual: number

  constructor({ expected, actual }: { expected: number; actual: number }) {
    super(`The endpoint serves chain ${actual}, but the client is for chain ${expected}.`, {
      metaMessages: ['Nothing was sent. Use an endpoint of the client’s chain.'],
    })
    this.expected = expected
    this.actual = actual
  }
}

/** There is no contract at the address. */
export class ContractMissingError extends BaseError {
  override readonly name: string = 'ContractMissingError'
  readonly address: Address

  constructor({ address, functionName, cause }: { address: Address; functionName: string; cause?: unknown }) {
    super(`${functionName} got no answer from ${address}: there is no such contract on this chain.`, {
      metaMessages: ['Check the contracts’ addresses and the chain.'],
      cause,
    })
    this.address = address
  }
}

/** The transaction was sent, but its inclusion was not awaited to the end. It may still be mined. */
export class TransactionPendingError extends BaseError {
  override readonly name: string = 'TransactionPendingError'
  readonly hash: Hash

  constructor({ hash, cause }: { hash: Hash; cause?: unknown }) {
    super(`Transaction ${hash} was sent, and is not known to be mined yet.`, {
      metaMessages: ['Do not send it again: wait for its receipt first.'],
      cause,
    })
    this.hash = hash
  }
}

/** The transaction was mined and reverted; only gas was spent. The contract's error, where it is known, is the `cause`. */
export class TransactionRevertedError extends BaseError {
  override readonly name: string = 'TransactionRevertedError'
  readonly hash: Hash
  readonly blockNumber: bigint
  readonly gasUsed: bigint

  constructor({ hash, blockNumber, gasUsed, functionName, cause }: TransactionRevertedError.Options) {
    super(`Transaction ${hash} (${functionName}) was mined in block ${blockNumber} and reverted.`, {
      metaMessages: [
        `The state changed between the simulation and the inclusion. Only gas was spent (${gasUsed} units).`,
      ],
      cause,
    })
    this.hash = hash
    this.blockNumber = blockNumber
    this.gasUsed = gasUsed
  }
}

export declare namespace TransactionRevertedError {
  type Options = { hash: Hash; blockNumber: bigint; gasUsed: bigint; functionName: string; cause?: unknown }
}

/** The text is not an address. */
export class InvalidAddressError extends BaseError {
  override readonly name: string = 'InvalidAddressError'

  constructor({ address, role }: { address: unknown; role: string }) {
    super(`${JSON.stringify(address) ?? String(address)} is not an address (${role}).`, {
      metaMessages: ['An address is 0x and 40 hex digits; mixed case must match its checksum.'],
    })
  }
}

/** The endpoint answered with an error of its own: a limit, a missing method, an internal fault. */
export class RpcError extends BaseError {
  override readonly name: string = 'RpcError'
  /** JSON-RPC error code. */
  readonly code: number | undefined

  constructor({ code, details }: { code: number | undefined; details: string }) {
    super(`The RPC endpoint answered with an error${code === undefined ? '' : ` (${code})`}.`, {
      details,
      metaMessages: ['Try again, or use another endpoint.'],
    })
    this.code = code
  }
}
