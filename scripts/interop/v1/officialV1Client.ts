import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSteps, quietly } from '../steps.js'
import { ask, assertSigned, assertToken, readAnswer, readStream } from './askProvider.js'
import { closeAccount } from './closeAccount.js'
import { createReader } from './createReader.js'
import { deleteLedgers } from './deleteLedgers.js'
import { openOfficialClient } from './officialBroker.js'
import { type OfficialVersion, officialPackage } from './officialPackage.js'
import { openChain } from './openChain.js'
import { type DevnetLine, withDevnetCommand } from './startDevnetCommand.js'
import { useKeys } from './useKeys.js'

const og = 10n ** 18n

/** The official client of today's network, unchanged and told no address, through its whole flow against `npm run devnet`. */
export const officialV1Client = (version: OfficialVersion) => (): Promise<number> =>
  withDevnetCommand(['--protocol', 'v1', '--providers', '2'], (devnet) => flow(version, devnet))

async function flow(version: OfficialVersion, devnet: DevnetLine): Promise<number> {
  const { step, passed } = createSteps(`${officialPackage(version)} against npm run devnet -- --protocol v1`)
  const [owner, user, second, third] = devnet.accounts
  const [seller] = devnet.providers
  assert(owner && user && second && third && seller)
  const provider = seller.address
  const client = openOfficialClient(version, devnet.rpcUrl)
  const chain = openChain(devnet.rpcUrl, owner.privateKey)
  const reader = createReader(chain, devnet.contracts)
  const ledgerIs = async (available: bigint, total: bigint) => {
    const ledger = await reader.ledger(user.address)
    assert.deepEqual([ledger?.availableBalance, ledger?.totalBalance], [available * og, total * og])
  }

  await step('list services without a key', async () => {
    const { inference } = await client.readOnlyBroker()
    const listed = await quietly(() => inference.listService())
    assert.deepEqual(
      listed
        .map((service) => [service.provider, service.url, service.model, service.teeSignerAddress])
        .sort(),
      (await reader.services()).map((one) => [one.provider, one.url, one.model, one.teeSignerAddress]).sort(),
    )
    assert.equal(listed.length, devnet.providers.length)
  })
  const broker = await step('create a broker', () => client.broker(user.privateKey))
  const { ledger, inference } = broker

  assert.equal(await reader.ledger(user.address), null)
  await step('add ledger', () => quietly(() => ledger.addLedger(10)))
  await ledgerIs(10n, 10n)
  await step('deposit', () => quietly(() => ledger.depositFund(2)))
  await ledgerIs(12n, 12n)
  await step('transfer', () => quietly(() => ledger.transferFund(provider, 'inference', 4n * og)))
  await ledgerIs(8n, 12n)
  const account = await reader.account(user.address, provider)
  assert.deepEqual([account?.balance, account?.acknowledged], [4n * og, true])

  const sent = await reader.sent(user.address)
  await step('acknowledge', async () => {
    await quietly(() => inference.acknowledgeProviderSigner(provider))
    assert.equal(await inference.acknowledged(provider), true)
    const status = await inference.checkProviderSignerStatus(provider)
    const { teeSignerAddress } = await reader.service(provider)
    assert.deepEqual(status, { isAcknowledged: true, teeSignerAddress })
    assert.equal(teeSignerAddress, seller.signer)
  })
  const service = await inference.getServiceMetadata(provider)
  const headers = await step('request headers', () => quietly(() => inference.getRequestHeaders(provider)))
  assert.equal((await assertToken(bearer(headers), { user: user.address, provider })).tokenId, 255)

  const process = async (answer: Awaited<ReturnType<typeof readAnswer>>) => {
    await assertSigned(answer, { endpoint: service.endpoint, signer: seller.signer })
    const { chatId, usage } = answer
    assert.equal(await quietly(() => inference.processResponse(provider, chatId, usage)), true)
  }
  const plain = await step('chat', async () => readAnswer(await ask(service, headers)))
  await step('process response', () => process(plain))
  const streamed = await step('chat, streamed', async () =>
    readStream(await ask(service, headers, { stream: true })),
  )
  await step('process response, streamed', () => process(streamed))
  await step('verify service', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'zg-interop-'))
    try {
      const report = await quietly(() => inference.verifyService(provider, folder))
      assert.deepEqual(
        [report?.success, report?.teeVerifier, report?.reportsGenerated],
        [true, 'dstack', ['combined']],
      )
      assert.equal(report?.signerVerification.allMatch, true)
      assert.equal(report?.composeVerification.passed, true)
      assert(existsSync(join(folder, 'attestation_report.json')))
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
  assert.equal(await reader.sent(user.address), sent, 'Something sent a transaction unasked.')

  await useKeys({ step, inference, reader, service, user: user.address, provider, headers })
  await closeAccount({ step, ledger, inference, reader, chain, user: user.address, provider })
  const wallet = async ({ address, privateKey }: DevnetLine['accounts'][number]) => ({
    address,
    ledger: (await client.broker(privateKey)).ledger,
  })
  await deleteLedgers(
    { step, reader, chain, contracts: devnet.contracts, provider },
    { saver: await wallet(second), spender: await wallet(third) },
  )
  client.close()
  return passed()
}

const bearer = (headers: Record<string, string>) => (headers.Authorization ?? '').replace('Bearer ', '')
