import { bindCall, legacy, type Protocol, type SignedFee, v1 } from '@zg/contracts'
import { getLimits } from '@zg/contracts/read'
import { useDevnet } from '@zg/devnet/vitest'
import { type Address, parseEther } from 'viem'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { writeContract } from 'viem/actions'
import { signFee } from '../src/provider/index.js'

const protocols: Readonly<Record<'legacy' | 'v1', Protocol>> = { legacy, v1 }

/** A network without providers, for those who are to become one. */
export function useOperations(id: 'legacy' | 'v1') {
  const local = useDevnet({ protocol: id, providers: 0 })
  const protocol = protocols[id]
  const tee = privateKeyToAccount(generatePrivateKey())
  const offer = {
    url: 'http://127.0.0.1:3080',
    model: 'zg/scripted-7b',
    inputPrice: 7n,
    outputPrice: 11n,
    signer: tee.address,
  }
  const newClient = async (balance = parseEther('300')) =>
    local.walletClient(await local.newAccount({ balance }))
  const ownerClient = () => {
    const [owner] = local.devnet.accounts
    if (!owner) throw new Error('unreachable: there are ten accounts')
    return local.walletClient(privateKeyToAccount(owner.privateKey))
  }

  /** A user whose sub-account with the provider holds an amount, in neuron, and who acknowledges the signer. */
  async function newUser(provider: Address, amount = parseEther('2')) {
    const client = await newClient()
    const { contracts } = local.devnet
    const send = async (call: Parameters<typeof bindCall>[0]) => {
      const { value = 0n, ...bound } = bindCall(call, contracts)
      const hash = await writeContract(client, { ...bound, value })
      await local.publicClient().waitForTransactionReceipt({ hash })
    }
    const { serviceName: service } = await getLimits(client, { protocol, contracts })
    const credential = { publicKey: [1n, 2n], sealed: 'sealed' } as const
    await send(protocol.ledger.openLedger({ credential, amount: parseEther('5') }))
    await send(protocol.ledger.transferFund({ provider, service, amount }))
    await send(protocol.inference.acknowledgeSigner({ provider, signer: tee.address }))
    return client.account.address
  }

  let nonce = 0n
  /** A fee of one user, signed by the TEE, with a nonce above all before. */
  async function newFee(
    provider: Address,
    user: Address,
    totalFee: bigint,
    { account = tee }: { account?: typeof tee } = {},
  ): Promise<SignedFee> {
    nonce += 1n
    const fee = { user, provider, totalFee, requestsHash: `0x${'11'.repeat(32)}`, nonce } as const
    return signFee(local.publicClient(), { protocol, account, fee })
  }

  return { local, protocol, tee, offer, newClient, ownerClient, newUser, newFee }
}
