/**
 * Packs every package, inspects the tarballs, installs them into an empty project and runs the quick start there,
 * against a devnet started from the installed files. Build first: `pnpm build`.
 */
import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { checkTarball } from './checkTarball.js'
import { root } from './repository.js'
import { runCommand } from './runCommand.js'

type DevnetLine = { rpcUrl: string; accounts: { privateKey: string }[] }

const bin = (name: string) => join(root, 'node_modules/.bin', name)
const folder = mkdtempSync(join(tmpdir(), 'zg-pack-'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))

const tarballs = join(folder, 'tarballs')
mkdirSync(tarballs)
await must(bin('pnpm'), ['-r', '--filter', './packages/*', 'pack', '--pack-destination', tarballs], root)
const packed = readdirSync(tarballs).map((name) => join(tarballs, name))

for (const tarball of packed) {
  const { output: list } = await must('tar', ['-tzf', tarball], root)
  const { output: manifest } = await must('tar', ['-xzOf', tarball, 'package/package.json'], root)
  const faults = checkTarball(list.trim().split('\n'), JSON.parse(manifest))
  if (faults.length > 0) throw new Error(`${tarball}:\n${faults.join('\n')}`)
  await must(bin('publint'), [tarball, '--strict'], root)
  await must(bin('attw'), [tarball, '--profile', 'esm-only'], root)
  console.log(`✓ ${tarball.slice(tarballs.length + 1)}`)
}

await checkCrypto()

const project = join(folder, 'project')
mkdirSync(project)
const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const { viem, tsx } = devDependencies
writeFileSync(join(project, 'package.json'), JSON.stringify({ private: true, type: 'module' }))
const wanted = [...packed, `viem@${viem}`, `tsx@${tsx}`]
await must('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', ...wanted], project)
console.log('✓ installed in an empty project')

cpSync(join(root, 'examples/quickStart.ts'), join(project, 'quickStart.ts'))
const devnet = spawn(process.execPath, ['node_modules/@zg/devnet/dist/bin.js', '--json', '--port', '0'], {
  cwd: project,
  stdio: ['ignore', 'pipe', 'inherit'],
})
const stopped = new Promise((resolve) => devnet.once('exit', resolve))
try {
  const { rpcUrl, accounts } = await readFirstLine()
  const env = { ...process.env, RPC_URL: rpcUrl, PRIVATE_KEY: accounts[1]?.privateKey, ZG_NETWORK: '' }
  const { output } = await must(process.execPath, ['--import', 'tsx', 'quickStart.ts'], project, env)
  if (!output.includes('Verification: verified'))
    throw new Error(`The quick start ended otherwise:\n${output}`)
  console.log(output.trimEnd())
  console.log('✓ the quick start runs on the installed packages')
} finally {
  devnet.kill('SIGTERM')
  await stopped
}

/** `@zg/crypto` alone is three packages, and installing it runs no script. */
async function checkCrypto(): Promise<void> {
  const project = join(folder, 'crypto')
  mkdirSync(project)
  writeFileSync(join(project, 'package.json'), JSON.stringify({ private: true, type: 'module' }))
  const ours = packed.filter((path) => /zg-(core|crypto)-/.test(path))
  await must('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', ...ours], project)
  const lock = JSON.parse(readFileSync(join(project, 'node_modules/.package-lock.json'), 'utf8'))
  const installed: Record<string, { hasInstallScript?: boolean }> = lock.packages
  const names = Object.keys(installed).map((path) => path.slice('node_modules/'.length))
  if (names.length > 3) throw new Error(`@zg/crypto installs ${names.length} packages: ${names.join(', ')}`)
  const scripted = names.filter((name) => installed[`node_modules/${name}`]?.hasInstallScript)
  if (scripted.length > 0) throw new Error(`Installing @zg/crypto runs scripts of ${scripted.join(', ')}`)
  console.log(`✓ @zg/crypto alone is ${names.join(', ')}`)
}

function readFirstLine(): Promise<DevnetLine> {
  return new Promise((resolve, reject) => {
    createInterface(devnet.stdout).once('line', (line) => resolve(JSON.parse(line)))
    devnet.once('exit', (code) => reject(new Error(`The devnet left with ${code} before it was ready.`)))
  })
}

async function must(command: string, args: readonly string[], cwd: string, env = process.env) {
  const result = await runCommand(command, args, { cwd, env })
  if (result.code !== 0)
    throw new Error(`${command} ${args.join(' ')} left with ${result.code}:\n${result.output}`)
  return result
}
