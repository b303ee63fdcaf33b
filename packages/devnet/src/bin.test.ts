import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { eventually, isListening, occupyPort, startProgram } from '../test/program.js'

const bin = '../src/bin.ts'

describe('zg-devnet', () => {
  test.concurrent.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    '--json prints one line, and after %s nothing is left',
    async (signal) => {
      const home = mkdtempSync(join(tmpdir(), 'zg-bin-'))
      try {
        const args = ['--json', '--port', '0', '--providers', '2', '--protocol', 'legacy']
        const program = startProgram(bin, args, { cwd: home, env: { HOME: home } })
        const devnet = JSON.parse(await program.line((line) => line.startsWith('{')))
        const address = expect.stringMatching(/^0x[0-9a-fA-F]{40}$/)
        const url = expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/)
        const provider = { address, url, model: expect.any(String), serviceType: 'chatbot', signer: address }
        expect(devnet).toStrictEqual({
          protocol: 'legacy',
          minimums: null,
          rpcUrl: url,
          chainId: 31_337,
          contracts: {
            ledger: '0x9fE46736679d2D9a65F0992F2272dE9f3c7fa6e0',
            inference: '0x0165878A594ca255338adfa4d48449f69242Eb8F',
          },
          owner: '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266',
          accounts: Array(10).fill({ address, privateKey: expect.stringMatching(/^0x[0-9a-f]{64}$/) }),
          providers: [provider, provider],
          attestationRoot: null,
        })
        const urls: string[] = [devnet.rpcUrl, devnet.providers[0].url, devnet.providers[1].url]
        expect(await Promise.all(urls.map(isListening))).toEqual([true, true, true])

        program.kill(signal)
        const { code, stdout, stderr } = await program.ended
        expect({ code, lines: stdout.trimEnd().split('\n').length, stderr }).toEqual({
          ...{ code: 0, lines: 1, stderr: '' },
        })
        expect(await Promise.all(urls.map(isListening))).toEqual([false, false, false])
        if (process.platform === 'linux') {
          await eventually(() => (program.processes().length === 0 ? true : null))
        }
        expect(readdirSync(home)).toEqual([])
      } finally {
        rmSync(home, { recursive: true })
      }
    },
  )

  test.concurrent('speaks to people without --json', async () => {
    const program = startProgram(bin, ['--protocol', 'legacy', '--port', '0', '--providers', '0'])
    await program.line((line) => line.includes('Ctrl-C'))
    program.kill('SIGINT')
    const { code, stdout } = await program.ended
    expect(code).toBe(0)
    expect(stdout).toContain('Ledger     0x9fE46736679d2D9a65F0992F2272dE9f3c7fa6e0')
    expect(stdout.match(/0x[0-9a-f]{64}/g)).toHaveLength(10)
  })

  test.concurrent('speaks v1 when told to', async () => {
    const args = [
      '--json',
      '--port',
      '0',
      '--protocol',
      'v1',
      '--minimums',
      'testnet',
      '--fault',
      'unavailable',
    ]
    const program = startProgram(bin, args)
    const devnet = JSON.parse(await program.line((line) => line.startsWith('{')))
    expect((await fetch(`${devnet.providers[0].url}/v1/models`)).status).toBe(503)
    program.kill('SIGINT')
    expect((await program.ended).code).toBe(0)
    expect(devnet).toMatchObject({
      ...{ protocol: 'v1', minimums: 'testnet' },
      attestationRoot: expect.stringMatching(/^[A-Za-z0-9+/]{400,}=*$/),
      providers: [{ serviceType: 'chatbot' }],
    })
  })

  test.concurrent('--help', async () => {
    const { code, stdout, stderr } = await startProgram(bin, ['--help']).ended
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^Usage: zg-devnet /)
  })

  test.concurrent('refuses what it does not know, with the usage', async () => {
    const { code, stdout, stderr } = await startProgram(bin, ['--port', 'many']).ended
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/^--port takes a whole number .*\n\nUsage: zg-devnet /)
  })

  test.concurrent('says in a few lines what went wrong', async () => {
    const { port, release } = await occupyPort()
    const { code, stdout, stderr } = await startProgram(bin, ['--json', '--port', String(port)]).ended
    await release()
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr.trimEnd().split('\n')).toEqual([
      `✗ Port ${port} is in use.`,
      'Stop the program that listens there, or choose another port:',
      'createDevnet({ port: 0 }) or zg-devnet --port 0 takes a free one.',
    ])
  })
})
