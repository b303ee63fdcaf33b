/** A process that tops up once: what the test kills in the middle. It says `done` and the amount when it got to the end. */
import { v1, zeroGDevnet } from '@zg/contracts'
import { fileStore } from '@zg/core/node'
import { createTopUp } from '@zg/ledger'
import { createWalletClient, getAddress, http, isHex } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'

const [key = '', rpcUrl = '', folder = '', provider = ''] = process.argv.slice(2)
if (!isHex(key)) throw new Error('the first argument is no key')
const client = createWalletClient({
  account: privateKeyToAccount(key),
  chain: zeroGDevnet,
  transport: http(rpcUrl, { retryCount: 0 }),
  pollingInterval: 10,
})
const policy = { below: '0.5', to: '2', perDay: '10' }
const topUp = createTopUp(client, { protocol: v1, policy, store: fileStore(folder), turnMs: 2_000 })
const { amount } = await topUp(getAddress(provider))
process.stdout.write(`done ${amount}\n`)
