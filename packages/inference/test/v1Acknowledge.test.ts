import { SubAccountNotFoundError, v1 } from '@zg/contracts'
import { parseOg } from '@zg/core'
import { useDevnet } from '@zg/devnet/vitest'
import { type Client, getAddress } from 'viem'
import { describe, expect, test } from 'vitest'
import {
  acknowledgeProviderSigner,
  getRequestHeaders,
  revokeAcknowledgement,
  revokeAcknowledgementCall,
  ServiceNotAcknowledgedError,
} from '../src/index.js'
import { countingClient } from './countingClient.js'
import { createV1User } from './v1User.js'
import { withService } from './withService.js'

const protocol = v1
const local = useDevnet({ protocol: 'v1', providers: 1 })

const provider = () => local.provider.address
const stranger = getAddress('0x00000000000000000000000000000000000000aa')
describe('acknowledging', () => {
  const acknowledge = ({ client }: { client: Client }, more: object = {}) =>
    acknowledgeProviderSigner(client, { protocol, provider: provider(), ...more })

  test('after transferFund sends nothing: that acknowledges', async () => {
    const user = await createV1User(local)
    const before = await user.sent()
    const { signer } = local.provider
    expect(await acknowledge(user)).toEqual({ signer, previous: signer, receipt: null })
    expect(await user.sent()).toBe(before)
  })

  test('takes one question when there is nothing to do', async () => {
    const user = await createV1User(local)
    const { client, methods } = countingClient(user.client)
    await acknowledge({ ...user, client })
    expect(methods()).toEqual(['eth_call'])
  })

  test('without a sub-account names transferFund and the least amount, and sends nothing', async () => {
    const user = await createV1User(local, { share: null })
    const before = await user.sent()
    const error = await acknowledge(user).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(SubAccountNotFoundError)
    expect(error).toMatchObject({
      metaMessages: [
        'Nothing was sent. Open it with transferFund: at least 1 0G.',
        'For a request the provider wants 1 0G there, and its price.',
      ],
    })
    expect(await user.sent()).toBe(before)
  })

  test('opens the sub-account where it is told how, which is the one transaction', async () => {
    const user = await createV1User(local, { share: null })
    const before = await user.sent()
    const { signer } = local.provider
    const openSubAccount = () => user.transfer('1')
    expect(await acknowledge(user, { openSubAccount })).toEqual({ signer, previous: signer, receipt: null })
    expect(await user.sent()).toBe(before + 1)
    await acknowledge(user, { openSubAccount })
    expect(await user.sent()).toBe(before + 1)
  })

  test('opens nothing for a provider that isn’t registered', async () => {
    const user = await createV1User(local, { share: null })
    const before = await user.sent()
    const openSubAccount = () => user.transfer('1', stranger)
    await expect(acknowledge(user, { provider: stranger, openSubAccount })).rejects.toMatchObject({
      name: 'ServiceNotFoundError',
    })
    expect(await user.sent()).toBe(before)
  })

  test('of an opener whose sub-account isn’t seen is no success, and nobody is told to pay again', async () => {
    const user = await createV1User(local, { share: null })
    const opened = acknowledge(user, { openSubAccount: async () => undefined })
    await expect(opened).rejects.toThrow(SubAccountNotFoundError)
    await expect(opened).rejects.toThrow('look with getSubAccount before you transfer anything more')
    await expect(opened).rejects.not.toThrow('Nothing was sent')
  })

  test('is refused, and no money moved, for a signer that the owner doesn’t vouch for', async () => {
    const user = await createV1User(local, { share: null })
    let opened = 0
    const openSubAccount = async () => {
      opened += 1
    }
    for (const changed of [{ signerAcknowledged: false }, { signer: null }]) {
      const unvouched = withService(provider(), changed)
      await expect(acknowledge(user, { protocol: unvouched, openSubAccount })).rejects.toThrow(
        ServiceNotAcknowledgedError,
      )
    }
    expect(opened).toBe(0)
  })

  test('is taken back only from an empty sub-account, and given again', async () => {
    const user = await createV1User(local, { share: '1' })
    const options = { protocol, provider: provider() }
    await expect(revokeAcknowledgement(user.client, options)).rejects.toMatchObject({
      name: 'SubAccountNotEmptyError',
      balance: parseOg('1'),
    })
    await user.write(v1.ledger.retrieveFund({ providers: [provider()], service: 'inference-v1.0' }))
    await local.increaseTime(86_401)
    await user.write(v1.ledger.retrieveFund({ providers: [provider()], service: 'inference-v1.0' }))
    expect(await revokeAcknowledgement(user.client, options)).toMatchObject({ status: 'success' })
    await expect(getRequestHeaders(user.client, { ...options, auth: user.auth })).rejects.toMatchObject({
      name: 'ProviderNotAcknowledgedError',
    })
    expect(await acknowledge(user)).toMatchObject({ previous: null, receipt: { status: 'success' } })
    expect(await acknowledge(user)).toMatchObject({ receipt: null })
    const call = revokeAcknowledgementCall(user.client, options)
    expect([call.functionName, call.args]).toEqual(['acknowledgeTEESigner', [provider(), false]])
  })
})
