import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { useDevnet } from '@zg/devnet/vitest'
import { generatePrivateKey } from 'viem/accounts'
import { expect, test } from 'vitest'

const local = useDevnet({ protocol: 'v1', providers: 1 })
const run = promisify(execFile)
const file = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Runs an example as its reader would, over the sources. */
const example = (name: string, ...args: string[]) =>
  run(process.execPath, ['--conditions=@zg/source', '--import', 'tsx', file(`./${name}.ts`), ...args], {
    cwd: file('..'),
    env: {
      ...process.env,
      PRIVATE_KEY: local.devnet.accounts[1]?.privateKey,
      RPC_URL: local.devnet.rpcUrl,
      ZG_NETWORK: '',
    },
  })

test('quickStart, then manualRequest and openai on the account that it funded', async () => {
  const { address, model } = local.provider
  const first = await example('quickStart')
  expect(first.stdout.split('\n')).toEqual([
    `Address: ${local.devnet.accounts[1]?.address}`,
    `Provider: ${address}`,
    `Model: ${model}`,
    '✓ Added funds. New balance: 5 0G',
    '✓ Transferred 2 0G to provider',
    '✓ Provider acknowledged',
    'Answer: 2 + 2 = 4.',
    expect.stringMatching(/^Cost: 0\.0000\d+ 0G$/),
    'Verification: verified',
    '',
  ])
  const second = await example('quickStart')
  expect(second.stdout).not.toContain('Added funds')

  const manual = await example('manualRequest', 'What is 2+2?')
  expect(manual.stdout).toContain('2 + 2 = 4.\nverified\n')
  expect(manual.stdout).toContain('response.request.hash: pass')

  const openai = await example('openai', 'What is 2+2?')
  expect(openai.stdout).toBe('2 + 2 = 4.\nverified, acknowledged\n')
})

test('queryProviders', async () => {
  const { stdout } = await example('queryProviders')
  expect(stdout).toContain('Found 1 service\n')
  expect(stdout).toContain(local.provider.url)
  expect(stdout).toContain('0.1 0G per million tokens')
  expect(stdout).toContain('0.4 0G per million tokens')
  expect(stdout).toContain('Verifiable:   yes (TeeML)')
})

test('manualRequest names what is missing and leaves with 1', async () => {
  const attempt = run(
    process.execPath,
    ['--conditions=@zg/source', '--import', 'tsx', file('./manualRequest.ts')],
    {
      cwd: file('..'),
      env: {
        ...process.env,
        PRIVATE_KEY: generatePrivateKey(),
        RPC_URL: local.devnet.rpcUrl,
        ZG_NETWORK: '',
      },
    },
  )
  await expect(attempt).rejects.toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringContaining('No sub-account yet.'),
  })
})
