import { v1InferenceServingAbi } from '@zg/contracts'
import { type Address, createTestClient, encodeFunctionData, http, numberToHex, parseEther } from 'viem'

const stake = parseEther('100')
/** A block's gas limit holds about seventy registrations. */
const perBlock = 50

/** Registers services of accounts that nobody has keys of, as only a local chain allows. */
export async function registerMany(
  { rpcUrl, contracts }: { rpcUrl: string; contracts: { inference: Address } },
  count: number,
): Promise<void> {
  const client = createTestClient({ mode: 'anvil', transport: http(rpcUrl, { batch: { batchSize: 200 } }) })
  const providers = Array.from({ length: count }, (_, i) => numberToHex(2n ** 150n + BigInt(i), { size: 20 }))
  const request = client.request as (call: { method: string; params: unknown[] }) => Promise<unknown>
  const each = (method: string, params: (provider: Address, i: number) => unknown[]) =>
    Promise.all(providers.map((provider, i) => request({ method, params: params(provider, i) })))
  await request({ method: 'anvil_autoImpersonateAccount', params: [true] })
  await each('anvil_setBalance', (provider) => [provider, numberToHex(2n * stake)])
  await client.setAutomine(false)
  const sent = each('eth_sendTransaction', (from, i) => [
    {
      from,
      to: contracts.inference,
      value: numberToHex(stake),
      gas: numberToHex(500_000),
      data: encodeFunctionData({
        abi: v1InferenceServingAbi,
        functionName: 'addOrUpdateService',
        args: [
          {
            serviceType: 'chatbot',
            url: `http://127.0.0.1:9/${i}`,
            model: `model-${i}`,
            verifiability: 'TeeML',
            inputPrice: BigInt(count - i),
            outputPrice: 1n,
            additionalInfo: '',
            teeSignerAddress: from,
          },
        ],
      }),
    },
  ])
  await sent
  await client.mine({ blocks: Math.ceil(count / perBlock) })
  await client.setAutomine(true)
}
