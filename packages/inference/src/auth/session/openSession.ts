import type { SubAccount } from '@zg/contracts'
import { NotOfferedError } from '@zg/contracts'
import { bytesToHex } from '@zg/core'
import { type Address, getAddress, isAddressEqual } from 'viem'
import type { MessageSigner } from '../messageSigner.js'
import type { Random } from '../random.js'
import { AuthAccountError } from './errors.js'
import { signSession } from './signSession.js'

type Opening = {
  provider: Address
  /** The payer's share as the chain has it now: its generation goes into the session. */
  subAccount: SubAccount
  tokenId: number
  /** Milliseconds since the epoch. */
  timestamp: number
  /** Milliseconds since the epoch; 0 for never. */
  expiresAt: number
  random: Random
}

/** Opens a session for the signer's address, with one signature of its wallet; gives its bearer token. */
export async function openSession(signer: MessageSigner, opening: Opening): Promise<string> {
  const { provider, subAccount, tokenId, timestamp, expiresAt, random } = opening
  if (!isAddressEqual(subAccount.user, signer.address)) {
    throw new AuthAccountError({ expected: signer.address, actual: subAccount.user })
  }
  if (!subAccount.tokens) throw new NotOfferedError({ what: 'Paying by session tokens' })
  return signSession(signer, {
    address: getAddress(signer.address),
    provider: getAddress(provider),
    timestamp,
    expiresAt,
    nonce: bytesToHex(random(new Uint8Array(16))),
    generation: subAccount.tokens.generation,
    tokenId,
  })
}
