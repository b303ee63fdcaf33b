import type { Address, Client } from 'viem'
import { InsufficientBalanceError } from '../errors/funds.js'

const faucet = 'https://faucet.0g.ai'
const galileoId = 16_602

/** The error for a wallet that can't pay `required`: value and gas. On the public testnet it names the faucet. */
export function walletTooPoor({
  client,
  address,
  available,
  required,
  cause,
}: {
  client: Client
  address: Address
  available: bigint
  required: bigint
  cause?: unknown
}): InsufficientBalanceError {
  const remedy = client.chain?.id === galileoId ? [`Get test coins for ${address} at ${faucet}.`] : undefined
  return new InsufficientBalanceError({ where: 'wallet', available, required, remedy, cause })
}
