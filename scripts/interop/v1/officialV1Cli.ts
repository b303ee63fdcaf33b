import assert from 'node:assert/strict'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { createSteps } from '../steps.js'
import { ask, assertToken, readAnswer } from './askProvider.js'
import { type Cli, createCli } from './createCli.js'
import { createReader } from './createReader.js'
import { openChain } from './openChain.js'
import { type DevnetLine, withDevnetCommand } from './startDevnetCommand.js'

const og = 10n ** 18n

/** The official command line, unchanged and told no address, through its whole flow against `npm run devnet`. */
export const officialV1Cli = (): Promise<number> =>
  withDevnetCommand(['--protocol', 'v1'], async (devnet) => {
    const [, user] = devnet.accounts
    assert(user)
    const cli = createCli({ rpcUrl: devnet.rpcUrl, privateKey: user.privateKey })
    try {
      return await flow(devnet, cli)
    } finally {
      cli.remove()
    }
  })

async function flow(devnet: DevnetLine, cli: Cli): Promise<number> {
  const { step, passed } = createSteps('0g-compute-cli 0.9.0 against npm run devnet -- --protocol v1')
  const [owner, user] = devnet.accounts
  const [seller] = devnet.providers
  assert(owner && user && seller)
  const provider = seller.address
  const chain = openChain(devnet.rpcUrl, owner.privateKey)
  const reader = createReader(chain, devnet.contracts)
  const ledgerIs = async (available: bigint, total: bigint) => {
    const ledger = await reader.ledger(user.address)
    assert.deepEqual([ledger?.availableBalance, ledger?.totalBalance], [available, total])
  }
  const service = { endpoint: `${seller.url}/v1/proxy`, model: seller.model }
  const at = ['--provider', provider]
  const inference = ['--service', 'inference']

  await step('list-providers', async () => {
    const table = await cli.run('inference', 'list-providers')
    assert(table.includes(provider) && table.includes(seller.model), table)
  })
  await step('get-models', async () => {
    const table = await cli.run('inference', 'get-models', ...at)
    assert(table.includes(seller.model), table)
  })
  await step('add-account', () => cli.run('add-account', '--amount', '10'))
  await ledgerIs(10n * og, 10n * og)
  await step('deposit', () => cli.run('deposit', '--amount', '2.5'))
  await ledgerIs((25n * og) / 2n, (25n * og) / 2n)
  await step('transfer-fund', () => cli.run('transfer-fund', ...at, '--amount', '4', ...inference))
  await ledgerIs((17n * og) / 2n, (25n * og) / 2n)
  await step('acknowledge-provider', () => cli.run('inference', 'acknowledge-provider', ...at))
  assert.equal((await reader.account(user.address, provider))?.acknowledged, true)
  await step('get-account', async () => {
    const table = await cli.run('get-account')
    assert(table.includes('12.5000') && table.includes('8.5000') && table.includes(provider), table)
  })
  await step('get-sub-account', async () => {
    const table = await cli.run('get-sub-account', ...at, ...inference)
    assert(table.includes('4.0000'), table)
  })

  const key = await step('get-secret', async () => {
    const text = await cli.run('inference', 'get-secret', ...at, '--duration', '0')
    return /Bearer (app-sk-\S+)/.exec(text)?.[1] ?? text
  })
  const { tokenId } = await assertToken(key, { user: user.address, provider })
  const headers = { Authorization: `Bearer ${key}` }
  await step('chat with the secret', async () => readAnswer(await ask(service, headers)))
  await step('verify', async () => {
    const text = await cli.run('inference', 'verify', ...at, '--output-dir', cli.home)
    assert(existsSync(join(cli.home, 'attestation_report.json')), text)
    assert.doesNotMatch(text, /FAILED|MISMATCH/)
  })
  await step('download-report', async () => {
    const path = join(cli.home, 'report.json')
    await cli.run('inference', 'download-report', ...at, '--output', path)
    assert.equal(typeof JSON.parse(readFileSync(path, 'utf8')).quote, 'string')
  })
  await step('serve, and chat through it', () => serve(cli, at))

  await step('revoke-token', () => cli.run('inference', 'revoke-token', ...at, '--token-id', String(tokenId)))
  assert.equal(await reader.revoked(user.address, provider, tokenId), true)
  await step('revoke-all-tokens', () => cli.run('inference', 'revoke-all-tokens', ...at))
  assert.equal((await reader.account(user.address, provider))?.generation, 1n)

  await step('retrieve-fund', () => cli.run('retrieve-fund', ...at, ...inference))
  const pending = await reader.account(user.address, provider)
  assert(pending && pending.balance > 0n && pending.pendingRefund === pending.balance)
  await chain.pass(86_401)
  const before = await reader.ledger(user.address)
  assert(before)
  await step('retrieve-fund after the lock time', () => cli.run('retrieve-fund', ...at, ...inference))
  await ledgerIs(before.availableBalance + pending.balance, before.totalBalance)
  await step('refund', () => cli.run('refund', '--amount', '1'))
  await ledgerIs(before.availableBalance + pending.balance - og, before.totalBalance - og)
  await step('refund of too much fails', async () =>
    assert.match(await cli.fail('refund', '--amount', '1000'), /Insufficient balance/),
  )
  return passed()
}

/** The command's own server, between us and the provider. */
async function serve(cli: Cli, at: readonly string[]): Promise<void> {
  const port = await freePort()
  const child = cli.spawn('inference', 'serve', ...at, '--host', '127.0.0.1', '--port', String(port))
  const ended = once(child, 'exit')
  try {
    const url = `http://127.0.0.1:${port}/v1/chat/completions`
    const body = JSON.stringify({ messages: [{ role: 'user', content: 'What is 2+2?' }] })
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body }
    for (let tries = 0; ; tries += 1) {
      const response = await fetch(url, init).catch(() => null)
      const text = await response?.text()
      if (response?.status === 200) return void assert.match(text ?? '', /"content"/)
      assert(tries < 100 && child.exitCode === null, `serve answered ${response?.status}: ${text}`)
      await wait(200)
    }
  } finally {
    child.kill()
    await ended
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
