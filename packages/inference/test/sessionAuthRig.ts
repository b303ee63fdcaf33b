import { type SubAccount, v1 } from '@zg/contracts'
import { getAddress } from 'viem'
import { privateKeyToAccount } from 'viem/accounts'
import type { AuthParties } from '../src/auth/auth.js'
import { decodeSession } from '../src/auth/session/decodeSession.js'
import { sessionAuth } from '../src/auth/session/sessionAuth.js'

export const account = privateKeyToAccount(
  '0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80',
)
export const other = privateKeyToAccount(`0x${'22'.repeat(32)}`)
export const provider = getAddress('0xf07240Efa67755B5311bc75784a061eDB47165Dd')
export const another = getAddress('0x00000000000000000000000000000000000000aa')
export const user = account.address
const contracts = { ledger: provider, inference: provider }
export const parties: AuthParties = { chainId: 31337, contracts, user, provider }
export const hourMs = 3_600_000
export const dayMs = 24 * hourMs

export const shareOf = (more: Partial<SubAccount> = {}): SubAccount => ({
  user,
  provider,
  balance: 0n,
  pendingRefund: 0n,
  refunds: [],
  nonce: 0n,
  acknowledged: true,
  signer: null,
  credential: null,
  tokens: { generation: 0n, revoked: 0n },
  ...more,
})

/** An auth with a clock, whose looks and signatures are counted. */
export function setUp(options: Partial<sessionAuth.Options> = {}) {
  const counts = { looks: 0, signatures: 0 }
  const clock = { now: 1_760_000_000_000 }
  const signer = {
    address: user,
    signMessage: (message: Parameters<typeof account.signMessage>[0]) => {
      counts.signatures += 1
      return account.signMessage(message)
    },
  }
  const auth = sessionAuth({ account: signer, now: () => clock.now, ...options })
  const authorize = async (changed: Partial<AuthParties> = {}, subAccount = shareOf()) => {
    const look = async () => {
      counts.looks += 1
      return { subAccount, fee: 0n }
    }
    const { Authorization = '' } = await auth.authorize({ ...parties, ...changed, look })
    return Authorization
  }
  const refuse = (Authorization: string, text: string, status = 400) => {
    const body = JSON.stringify({ error: `validate session: ${text}` })
    return auth.refused({ ...parties, headers: { Authorization }, rejection: v1.classify(status, body) })
  }
  return { auth, authorize, refuse, counts, clock }
}
export const sessionOf = (header: string) => decodeSession(header.replace('Bearer ', '')).session
