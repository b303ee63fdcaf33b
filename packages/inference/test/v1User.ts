import { bindCall, type Call, v1 } from '@zg/contracts'
import { type Receipt, writeCall } from '@zg/contracts/write'
import { parseOg } from '@zg/core'
import type { useDevnet } from '@zg/devnet/vitest'
import type { Account } from 'viem'
import { sessionAuth } from '../src/index.js'

type Local = ReturnType<typeof useDevnet>
type SignMessage = Parameters<NonNullable<Account['signMessage']>>[0]

/** A user of today's network with a ledger, and with `share` 0G at the first provider; whose wallet's signatures are counted. */
export async function createV1User(local: Local, { share = '2' as string | null, ledger = '10' } = {}) {
  const account = await local.newAccount()
  const client = local.walletClient(account)
  const { contracts } = local.devnet
  const counts = { signatures: 0 }
  const signer = {
    address: account.address,
    signMessage: (options: SignMessage) => {
      counts.signatures += 1
      return account.signMessage(options)
    },
  }
  const write = (call: Call): Promise<Receipt> =>
    writeCall(client, { call: bindCall(call, contracts), protocol: v1, contracts })
  const transfer = (amount: string, provider = local.provider.address) =>
    write(v1.ledger.transferFund({ provider, service: 'inference-v1.0', amount: parseOg(amount) }))
  await write(v1.ledger.openLedger({ credential: undefined, amount: parseOg(ledger) }))
  if (share !== null) await transfer(share)
  const sent = () => local.publicClient().getTransactionCount({ address: account.address })
  return {
    account,
    user: account.address,
    client,
    signer,
    auth: sessionAuth({ account: signer }),
    counts,
    write,
    transfer,
    sent,
  }
}

export type V1User = Awaited<ReturnType<typeof createV1User>>
