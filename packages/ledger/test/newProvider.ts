import { bindCall, type Call, type Protocol } from '@zg/contracts'
import { writeCall } from '@zg/contracts/write'
import { parseOg } from '@zg/core'
import type { Devnet } from '@zg/devnet'
import { type Client, createWalletClient, type Hex, http, keccak256, toBytes } from 'viem'
import { generatePrivateKey, type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts'

type Local = {
  devnet: Devnet
  protocol: Protocol
  publicClient: () => Client
  newUser: (balance?: bigint) => Promise<{ account: PrivateKeyAccount; client: Client }>
}

/** Registers a provider that is nothing but two keys: it sells and settles, and answers no request. */
export async function newProvider({ devnet, protocol, publicClient, newUser }: Local) {
  const { contracts, accounts } = devnet
  const write = (client: Client, call: Call) =>
    writeCall(client, { call: bindCall(call, contracts), protocol, contracts })
  const { account, client } = await newUser(parseOg('1000'))
  const provider = account.address
  const tee = privateKeyToAccount(generatePrivateKey())
  const signer = tee.address
  const offer = {
    serviceType: 'chatbot',
    url: 'http://127.0.0.1:1',
    model: 'a-model',
    verifiability: 'TeeML',
    inputPrice: 1n,
    outputPrice: 10n ** 12n,
    additionalInfo: '',
    signer,
  }
  const stake = protocol.provider.minimumStake ? parseOg('100') : 0n
  await write(client, protocol.provider.offerService({ offer, stake }))
  if (protocol.owner) {
    const owner = createWalletClient({
      account: privateKeyToAccount(accounts[0]?.privateKey ?? '0x'),
      chain: publicClient().chain,
      transport: http(devnet.rpcUrl),
      pollingInterval: 20,
    })
    await write(owner, protocol.owner.acknowledgeSigner({ provider }))
  }
  let nonce = 0n

  return {
    provider,
    remove: () => write(client, protocol.provider.removeService()),
    /** What a user must do before the provider can settle, where a transfer doesn't do it. */
    acknowledge: (user: Client) => write(user, protocol.inference.acknowledgeSigner({ provider, signer })),
    /** Takes `totalFee` neuron from the user's sub-account. */
    settle: async (user: Hex, totalFee: bigint) => {
      nonce += 1n
      const fee = { user, provider, totalFee, requestsHash: keccak256(toBytes(String(nonce))), nonce }
      const { chainId } = devnet
      const hash = protocol.provider.feeDigest({ chainId, contracts, fee })
      const signature = await tee.sign({ hash })
      return write(client, protocol.provider.settleFees({ fees: [{ ...fee, signature }] }))
    },
  }
}
