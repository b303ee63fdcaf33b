import { type Chain, type Client, custom, type Transport } from 'viem'
import { batchingHttp } from './batchingHttp.js'
import type { BrokerOptions } from './brokerOptions.js'
import { InvalidNetworkError } from './errors.js'
import { networkNames } from './networks.js'

/** The transport that reaches the chain, and the wallet's own where it is another one. */
type Transports = { transport: Transport; wallet: Transport | null }

export type Reaching = Pick<BrokerOptions, 'publicClient' | 'rpcUrl' | 'network' | 'walletClient'>

/** Chooses the transport: an endpoint that was named wins; a wallet's is used for what only a wallet can do. */
export function toTransports(options: Reaching, chain: Chain | undefined): Transports {
  const { publicClient, rpcUrl, walletClient } = options
  const url = rpcUrl ?? chain?.rpcUrls.default.http[0]
  const endpoint = publicClient ? custom(publicClient) : url === undefined ? null : batchingHttp(url)
  if (!walletClient) {
    if (!endpoint) throw new InvalidNetworkError({ network: undefined, known: networkNames })
    return { transport: endpoint, wallet: null }
  }
  const wallet = custom(walletClient)
  if (!endpoint || walletClient.account.type === 'local')
    return { transport: endpoint ?? wallet, wallet: null }
  return { transport: splitTransport({ endpoint, walletClient }), wallet }
}

function splitTransport({
  endpoint,
  walletClient,
}: {
  endpoint: Transport
  walletClient: Client
}): Transport {
  return (config) => {
    const { request } = endpoint(config)
    return custom({
      request: (call: { method: string; params?: unknown }) =>
        walletMethods.test(call.method) ? custom(walletClient)(config).request(call) : request(call),
    })(config)
  }
}

const walletMethods = /^(wallet_|personal_|eth_sign|eth_sendTransaction$|eth_accounts$|eth_requestAccounts$)/
