import { readFileSync } from 'node:fs'
import * as crypto from '@zg/crypto'
import * as sdk from '@zg/sdk'
import * as node from '@zg/sdk/node'
import { expect, test } from 'vitest'
import { apiNames, renderApiNames } from './apiNames.js'

const key = `0x${'11'.repeat(32)}`
const broker = sdk.createBroker({ privateKey: key, network: 'devnet' })

const follow = (value: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>(
      (at, name) => (typeof at === 'object' && at !== null ? Reflect.get(at, name) : undefined),
      value,
    )

test.each(apiNames.filter(({ at }) => !('type' in at)))('$seed → $ours', ({ at }) => {
  const found =
    'broker' in at
      ? follow(broker, at.broker)
      : 'sdk' in at
        ? follow({ ...sdk }, at.sdk)
        : 'node' in at
          ? follow({ ...node }, at.node)
          : 'package' in at
            ? follow({ ...crypto }, at.export)
            : null
  expect(found).toBeTypeOf('function')
})

test('the seed names no function that is missing here', () => {
  const seeds = apiNames.map(({ seed }) => seed).join('\n')
  for (const name of [
    'create_broker',
    'create_broker_from_env',
    'get_address',
    'add_ledger',
    'deposit_fund',
    'transfer_fund',
    'get_ledger',
    'retrieve_fund',
    'list_service',
    'get_service',
    'is_verifiable',
    'acknowledge_provider_signer',
    'get_service_metadata',
    'get_request_headers',
    'og_to_wei',
    'wei_to_og',
    'parse_transaction_receipt',
    'ZGServingBrokerError',
    'InsufficientBalanceError',
    'ProviderNotAcknowledgedError',
    'ContractError',
    'NetworkError',
  ]) {
    expect(seeds).toContain(name)
  }
})

test('the page is fresh', () => {
  expect(readFileSync(new URL('../docs/api-names.md', import.meta.url), 'utf8')).toBe(renderApiNames())
})
