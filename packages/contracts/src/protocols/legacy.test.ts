import { encodeFunctionData, getAddress, toFunctionSelector } from 'viem'
import { describe, expect, test } from 'vitest'
import type { Call } from '../calls.js'
import { CredentialRequiredError } from '../errors/credential.js'
import { legacy } from './legacy.js'

const user = getAddress('0x00000000000000000000000000000000000000a1')
const provider = getAddress('0x00000000000000000000000000000000000000b2')
const credential = { publicKey: [1n, 2n], sealed: 'sealed' } as const
const { inference, ledger } = legacy
const page = { offset: 5n, limit: 50n }
const service = 'inference'

describe('calls', () => {
  const calls: readonly (readonly [Call, string, readonly unknown[], bigint | undefined])[] = [
    [ledger.getLedger(user), 'getLedger(address)', [user], undefined],
    [ledger.openLedger({ credential, amount: 3n }), 'addLedger(uint256[2],string)', [[1n, 2n], 'sealed'], 3n],
    [ledger.depositFund({ amount: 4n }), 'depositFund()', [], 4n],
    [
      ledger.transferFund({ provider, service, amount: 5n }),
      'transferFund(address,string,uint256)',
      [provider, 'inference', 5n],
      undefined,
    ],
    [
      ledger.retrieveFund({ providers: [provider], service }),
      'retrieveFund(address[],string)',
      [[provider], 'inference'],
      undefined,
    ],
    [ledger.refund({ amount: 6n }), 'refund(uint256)', [6n], undefined],
    [ledger.deleteLedger(), 'deleteLedger()', [], undefined],
    [inference.getService(provider), 'getService(address)', [provider], undefined],
    [inference.listServices(page), 'getAllServices()', [], undefined],
    [inference.accountExists(user, provider), 'accountExists(address,address)', [user, provider], undefined],
    [inference.getAccount(user, provider), 'getAccount(address,address)', [user, provider], undefined],
    [
      inference.listAccounts(user, page),
      'getAccountsByUser(address,uint256,uint256)',
      [user, 5n, 50n],
      undefined,
    ],
    [
      inference.acknowledgeSigner({ provider, signer: user }),
      'acknowledgeTEESigner(address,address)',
      [provider, user],
      undefined,
    ],
    [inference.lockTime(), 'lockTime()', [], undefined],
  ]

  test.each(calls)('%# $functionName', (call, signature, args, value) => {
    expect(call.args).toEqual(args)
    expect(call.value).toBe(value)
    expect(call.abi).toBe(legacy[call.contract].abi)
    expect(encodeFunctionData(call).slice(0, 10)).toBe(toFunctionSelector(signature))
  })

  test.each(calls)('%# goes to the right contract', (call, signature) => {
    const ofLedger = /^(getLedger|addLedger|depositFund|transferFund|retrieveFund|refund|deleteLedger)\(/
    expect(call.contract).toBe(ofLedger.test(signature) ? 'ledger' : 'inference')
  })
})

test('a ledger without a credential is refused', () => {
  expect(() => ledger.openLedger({ credential: undefined, amount: 1n })).toThrow(CredentialRequiredError)
})

test('limits', () => {
  expect(legacy.id).toBe('legacy')
  const { combine } = legacy.ledger.limits({ ledger: user, inference: provider })
  expect(combine([86_400n])).toEqual({
    serviceName: 'inference',
    minimumLedger: 0n,
    minimumTransfer: 0n,
    providersPerBatch: 20n,
    providersPerUser: null,
    lockTime: 86_400n,
  })
  expect(legacy.limits.reserve({ outputPrice: 400_000_000_000n })).toBe(2_000_000_000_000_000n)
  expect(legacy.limits.inputFee({ inputPrice: 7n }, '["é"]')).toBe(42n)
})
