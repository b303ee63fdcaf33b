import {
  type Account,
  type Client,
  type Hash,
  type Hex,
  hexToBigInt,
  keccak256,
  type LocalAccount,
  numberToHex,
} from 'viem'
import { toNetworkError } from '../chain/toNetworkError.js'
import { type Deadline, withDeadline } from '../chain/withDeadline.js'
import { AccountRequiredError, RpcError } from '../errors/setup.js'
import { broadcast } from './broadcast.js'
import { type Numbered, withNonce } from './nonceSource.js'
import type { Prepared } from './prepareCall.js'
import { mostFor } from './readFees.js'
import { walletTooPoor } from './walletTooPoor.js'

type Sending = Deadline & {
  account: Account
  prepared: Prepared
  onSigned?: ((signed: SignedTransaction) => Promise<void>) | undefined
}
type Sent = Numbered<Hash>

/** A transaction as it is sent. Whoever has it can send it, and the chain takes it once. */
export type SignedTransaction = { hash: Hash; serialized: Hex; nonce: bigint }

/** Signs and sends; a wallet that signs elsewhere (`json-rpc`) chooses nonce and fee itself. */
export async function sendCall(client: Client, sending: Sending): Promise<Sent> {
  const { account, prepared, onSigned } = sending
  if (onSigned && account.type !== 'local') {
    const reason = 'this one signs and sends in one step, so that a crash could lose sight of what was sent'
    throw new AccountRequiredError({ functionName: 'A transaction that is kept before it is sent', reason })
  }
  try {
    return account.type === 'local'
      ? await sendSigned(client, { ...sending, account })
      : await sendByWallet(client, sending)
  } catch (error) {
    throw await explainRefusal(client, { address: account.address, prepared, error })
  }
}

async function sendSigned(
  client: Client,
  { account, prepared, onSigned, ...deadline }: Sending & { account: LocalAccount },
): Promise<Sent> {
  const { chainId, fees, ...transaction } = prepared
  const line = { account, chainId, readNonce: () => readNonce(client, account, deadline) }
  const signAndSend = async (nonce: bigint) => {
    deadline.signal?.throwIfAborted()
    const unsigned = { ...transaction, ...fees, chainId, nonce: Number(nonce) }
    const serialized = await account.signTransaction(unsigned)
    await onSigned?.({ hash: keccak256(serialized), serialized, nonce })
    deadline.signal?.throwIfAborted()
    return broadcast(client, serialized, deadline)
  }
  try {
    return await withNonce(line, signAndSend)
  } catch (error) {
    // Somebody else used the account meanwhile. The node doesn't have ours, so it is sent once more with a fresh nonce.
    if (error instanceof RpcError && /nonce too low/i.test(error.details ?? '')) {
      return withNonce(line, signAndSend)
    }
    throw error
  }
}

async function readNonce(client: Client, { address }: LocalAccount, deadline: Deadline): Promise<bigint> {
  const { url } = client.transport
  const ask = () => client.request({ method: 'eth_getTransactionCount', params: [address, 'pending'] })
  const count = await withDeadline(ask, { ...deadline, url }).catch((cause: unknown) => {
    throw toNetworkError(cause, url)
  })
  return hexToBigInt(count)
}

/** What a wallet was asked can't be taken back, so the signal is heeded before and after, not during. */
async function sendByWallet(client: Client, { account, prepared, signal }: Sending): Promise<Sent> {
  signal?.throwIfAborted()
  const { chainId, to, data, value, gas } = prepared
  const transaction = {
    from: account.address,
    to,
    data,
    value: numberToHex(value),
    gas: numberToHex(gas),
    // A wallet whose user has switched networks since refuses, instead of paying on another chain.
    chainId: numberToHex(chainId),
  }
  const result = await client
    .request({ method: 'eth_sendTransaction', params: [transaction] }, { retryCount: 0 })
    .catch((cause: unknown) => {
      throw toNetworkError(cause, client.transport.url)
    })
  return { result, settle: () => undefined }
}

/** A node that refuses for want of money gets the numbers beside it; any other error comes back as it is. */
async function explainRefusal(
  client: Client,
  { address, prepared, error }: { address: Account['address']; prepared: Prepared; error: unknown },
): Promise<unknown> {
  if (!(error instanceof RpcError) || !/insufficient funds/i.test(error.details ?? '')) return error
  const { value, gas, fees } = prepared
  const required = value + mostFor(gas, fees)
  const balance = await client
    .request({ method: 'eth_getBalance', params: [address, 'pending'] })
    .catch((cause: unknown) => {
      throw toNetworkError(cause, client.transport.url)
    })
  return walletTooPoor({ client, address, available: hexToBigInt(balance), required, cause: error })
}
