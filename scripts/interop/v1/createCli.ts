import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCommand } from '../../runCommand.js'
import { installPackage } from '../installPackage.js'
import { officialPackage } from './officialPackage.js'

const version = '0.9.0'
const name = '@0gfoundation/0g-compute-ts-sdk'

/** The official command line in a home of its own. It takes its key and its endpoint from a file there, and addresses for chain 31337 from itself. */
export function createCli({ rpcUrl, privateKey }: { rpcUrl: string; privateKey: string }) {
  const load = installPackage(officialPackage(version), 'ethers@6.17.0')
  const entry = load.resolve(name).replace(/lib\.commonjs.*$/, 'cli.commonjs/cli/index.js')
  const home = mkdtempSync(join(tmpdir(), 'zg-interop-home-'))
  const write = (path: string, content: object) => {
    mkdirSync(join(home, path, '..'), { recursive: true })
    writeFileSync(join(home, path), JSON.stringify(content), { mode: 0o600 })
  }
  write('.0g-compute-cli/config.json', { rpcEndpoint: rpcUrl, network: 'custom', privateKey })
  const env = { PATH: process.env.PATH, HOME: home, XDG_CONFIG_HOME: join(home, '.config'), FORCE_COLOR: '0' }

  const start = () => {
    // What it would ask the registry for on every start, and wait up to two seconds.
    const update = { name, current: version, latest: version, type: 'latest' }
    const asked = { optOut: false, lastUpdateCheck: Date.now(), update }
    write(`.config/configstore/update-notifier-${name}.json`, asked)
  }
  return {
    home,
    /** Runs one command without a terminal; gives what it printed. */
    async run(...args: readonly string[]): Promise<string> {
      start()
      const { code, output } = await runCommand(process.execPath, [entry, ...args], { cwd: home, env })
      assert.equal(code, 0, `${args.join(' ')} left with ${code}:\n${output}`)
      return output
    },
    /** The same for a command that must fail. */
    async fail(...args: readonly string[]): Promise<string> {
      start()
      const { code, output } = await runCommand(process.execPath, [entry, ...args], { cwd: home, env })
      assert.equal(code, 1, `${args.join(' ')} left with ${code}:\n${output}`)
      return output
    },
    spawn(...args: readonly string[]): ChildProcess {
      start()
      return spawn(process.execPath, [entry, ...args], { cwd: home, env, stdio: 'ignore' })
    },
    remove: () => rmSync(home, { recursive: true }),
  }
}

export type Cli = ReturnType<typeof createCli>
