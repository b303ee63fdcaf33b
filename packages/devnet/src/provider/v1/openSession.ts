import {
  type Address,
  bytesToHex,
  hexToBytes,
  isAddressEqual,
  keccak256,
  recoverMessageAddress,
  stringToBytes,
} from 'viem'
import { askChain } from './askChain.js'
import type { Memory } from './limits/createMemory.js'
import type { Account, ProviderChain } from './providerChain.js'
import { readToken, refuseSession, type Token } from './readToken.js'

export type SessionParts = {
  chain: Pick<ProviderChain, 'address'>
  memory: Pick<Memory, 'findAccount' | 'findSigner'>
  now: () => number
}

/**
 * Checks who asks, in the order of the network's own providers: the token, then whether it was revoked, then its signature.
 *
 * Throws `ProviderRejection` with the network's words.
 */
export async function openSession(
  headers: Headers,
  { chain, memory, now }: SessionParts,
): Promise<{ user: Address }> {
  const token = readToken(headers.get('authorization'), { provider: chain.address, now })
  const reading = token.user && memory.findAccount(token.user)
  const account = reading && (await askChain(reading, { what: 'account', context: 'validate session' }))
  // Without an account nothing was revoked; that there is none comes out later.
  if (account) checkRevocation(token, account)
  return { user: await memory.findSigner(token, () => findSigner(token)) }
}

function checkRevocation({ generation, tokenId }: Token, account: Account): void {
  if (BigInt(generation) < account.generation)
    throw refuseSession('session token has been revoked (generation expired)')
  if (BigInt(generation) > account.generation)
    throw refuseSession('invalid session token (future generation)')
  const isRevoked = ((account.revokedBitmap >> BigInt(tokenId)) & 1n) === 1n
  if (tokenId !== 255 && isRevoked) throw refuseSession('session token has been revoked')
}

async function findSigner({ user, message, signature }: Token): Promise<Address> {
  const bytes = readSignature(signature)
  const raw = keccak256(stringToBytes(message))
  const signer = await recoverMessageAddress({ message: { raw }, signature: bytesToHex(bytes) }).catch(
    (error: unknown) => {
      const reason = error instanceof Error ? error.name : 'unknown'
      throw refuseSession(`failed to recover public key from signature: ${reason}`)
    },
  )
  if (!user || !isAddressEqual(signer, user))
    throw refuseSession('signature verification failed: address mismatch')
  return user
}

function readSignature(text: string): Uint8Array {
  if (!/^0x([0-9a-f]{2})*$/i.test(text)) throw refuseSession('invalid signature format: not hex with 0x')
  const bytes = hexToBytes(`0x${text.slice(2)}`)
  if (bytes.length !== 65) throw refuseSession('invalid signature length')
  const v = bytes[64]
  // The network's providers subtract 27 and take nothing else.
  if (v !== 27 && v !== 28)
    throw refuseSession('failed to recover public key from signature: invalid signature recovery id')
  return bytes
}
