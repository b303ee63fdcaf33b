import { BaseError } from '@zg/core'
import type { Address } from 'viem'

/** No key, account or wallet client was given. */
export class MissingKeyError extends BaseError {
  override readonly name: string = 'MissingKeyError'

  constructor({ looked }: { looked: string }) {
    super(`No private key was given (${looked}).`, {
      metaMessages: [
        'Put PRIVATE_KEY=… into your .env file, or pass privateKey, account or walletClient to createBroker.',
        'A key is 64 hex digits, with or without 0x.',
      ],
    })
  }
}

/** The private key is malformed. The key itself is never repeated. */
export class InvalidKeyError extends BaseError {
  override readonly name: string = 'InvalidKeyError'

  constructor({ reason }: { reason: string }) {
    super(`The private key is not valid: ${reason}.`, {
      metaMessages: ['A key is 64 hex digits, with or without 0x.'],
    })
  }
}

/** A root for simulated evidence was given that can't be used: it is malformed, or the network is a public one, where evidence must be real. */
export class AttestationRootError extends BaseError {
  override readonly name: string = 'AttestationRootError'

  constructor(shortMessage: string) {
    super(shortMessage, {
      metaMessages: ['Give the attestationRoot of a running devnet, and only to a broker of that devnet.'],
    })
  }
}

/** Neither a network nor an RPC endpoint nor a client was given, or the network's name is unknown. */
export class InvalidNetworkError extends BaseError {
  override readonly name: string = 'InvalidNetworkError'

  constructor({ network, known }: { network: string | undefined; known: readonly string[] }) {
    super(network === undefined ? 'No network was given.' : `"${network}" is not a network.`, {
      metaMessages: [
        `Pass network (${known.map((name) => `'${name}'`).join(', ')}), rpcUrl, publicClient or walletClient.`,
      ],
    })
  }
}

/** The endpoint serves another chain than the one asked for. */
export class WrongChainError extends BaseError {
  override readonly name: string = 'WrongChainError'
  readonly expected: number
  readonly actual: number

  constructor({ expected, actual }: { expected: number; actual: number }) {
    super(`The endpoint serves chain ${actual}, not chain ${expected}.`, {
      metaMessages: ['Nothing was sent. Give an rpcUrl of the network that you want, or change the network.'],
    })
    this.expected = expected
    this.actual = actual
  }
}

/** The account is an address alone; nothing was given that can sign for it. */
export class WalletRequiredError extends BaseError {
  override readonly name: string = 'WalletRequiredError'

  constructor({ address }: { address: Address }) {
    super(`Nothing can sign for ${address}.`, {
      metaMessages: ['Pass walletClient, or an account that holds its key, such as privateKeyToAccount(…).'],
    })
  }
}
