import { v1 } from '@zg/contracts'
import { expect, test } from 'vitest'
import type { Auth, AuthParties } from '../auth/auth.js'
import { judgeRefusal } from './judgeRefusal.js'

const address = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266'
const parties: AuthParties = {
  ...{ chainId: 1, contracts: { ledger: address, inference: address }, user: address, provider: address },
}
const auth: Auth = { kind: 'session', authorize: async () => ({}) }

test('a token that a provider repeats gets into no error', async () => {
  const token = 'app-sk-c2VjcmV0'
  const body = `<pre>POST / Authorization: Bearer ${token} X: ${token}</pre>`
  const reply = { status: 500, body }
  const headers = { Authorization: `Bearer ${token}` }
  const judged = await judgeRefusal({ protocol: v1, auth, parties, headers, reply })
  expect(JSON.stringify(judged)).not.toContain(token)
  expect(judged.error.message).toContain('Authorization: Bearer …')
  expect(judged.error.message).not.toContain(token)
})
