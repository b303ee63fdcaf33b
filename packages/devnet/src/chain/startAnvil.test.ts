import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { isListening, occupyPort } from '../../test/program.js'
import { AnvilStartError, PortInUseError } from '../errors.js'
import { createChainClient } from './chainClient.js'
import { startAnvil } from './startAnvil.js'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'zg-start-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** A binary that is not anvil. */
function script(text: string): string {
  const path = join(folder, `anvil-${text.length}`)
  writeFileSync(path, `#!/bin/sh\n${text}\n`)
  chmodSync(path, 0o755)
  return path
}

describe('startAnvil', () => {
  test('runs a chain until it is stopped, twice if need be', async () => {
    const anvil = await startAnvil({ port: 0 })
    expect(anvil.rpcUrl).toMatch(/^http:\/\/127\.0\.0\.1:[1-9]\d+$/)
    const client = createChainClient(anvil.rpcUrl)
    expect(await client.getChainId()).toBe(31_337)
    expect(await client.getBlockNumber()).toBe(0n)
    await anvil.stop()
    expect(await isListening(anvil.rpcUrl)).toBe(false)
    await anvil.stop()
  })

  test('listens on the port that was asked for, which is free again afterwards', async () => {
    const { port, release } = await occupyPort()
    await release()
    for (let round = 0; round < 2; round += 1) {
      const anvil = await startAnvil({ port })
      expect(anvil.rpcUrl).toBe(`http://127.0.0.1:${port}`)
      await anvil.stop()
    }
  })

  test('names a port that is taken, and the remedy', async () => {
    const { port, release } = await occupyPort()
    const error = await startAnvil({ port }).catch((reason: unknown) => reason)
    await release()
    expect(error).toBeInstanceOf(PortInUseError)
    expect(error).toMatchObject({ name: 'PortInUseError', port, shortMessage: `Port ${port} is in use.` })
    expect(String(error)).toContain('--port 0')
  })

  test('keeps a thousand states, all in memory', async () => {
    const home = mkdtempSync(join(folder, 'home-'))
    vi.stubEnv('HOME', home)
    const anvil = await startAnvil({ port: 0 }).finally(() => vi.unstubAllEnvs())
    try {
      const client = createChainClient(anvil.rpcUrl)
      await client.mine({ blocks: 900 })
      const early = { address: '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266', blockNumber: 1n } as const
      expect(await client.getBalance(early)).toBe(10_000n * 10n ** 18n)
    } finally {
      await anvil.stop()
    }
    expect(readdirSync(home)).toEqual([])
  })

  test('says how a binary ended that never listened', async () => {
    const binary = script('echo first; echo "no such option" >&2; exit 3')
    const error = await startAnvil({ port: 0, binary }).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(AnvilStartError)
    expect(error).toMatchObject({ name: 'AnvilStartError', exitCode: 3, binary, details: 'no such option' })
    expect(String(error)).toContain('ended with exit code 3')
  })

  test('ends a binary that does not listen in time', async () => {
    const binary = script('exec sleep 60')
    const error = await startAnvil({ port: 0, binary, timeoutMs: 200 }).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ name: 'AnvilStartError', exitCode: null })
    expect(String(error)).toContain('did not start in time')
  })
})
