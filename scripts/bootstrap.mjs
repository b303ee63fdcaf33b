/**
 * Installs and builds when needed, then runs `demo`, `devnet` or `test`. Plain JavaScript over Node's own modules, so
 * that `npm run demo` works on a machine with nothing but Node, npm and git. Everything but the target's own output
 * goes to stderr.
 */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const bin = join(root, 'node_modules/.bin')
const stamp = join(root, 'node_modules/.zg-install')
const pnpm = 'pnpm@10.34.9'

const targets = {
  demo: ['--import', 'tsx', 'scripts/demo/main.ts'],
  devnet: ['packages/devnet/dist/bin.js'],
  test: ['--import', 'tsx', 'scripts/test.ts'],
}

const [name, ...args] = process.argv.slice(2)
const target = Object.hasOwn(targets, name ?? '') ? targets[name] : undefined
if (!target) {
  console.error(`Usage: node scripts/bootstrap.mjs ${Object.keys(targets).join(' | ')} [arguments]`)
  process.exit(2)
}

const env = {
  ...process.env,
  PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`,
  TURBO_TELEMETRY_DISABLED: '1',
}
await install()
await run(
  process.execPath,
  [join(root, 'node_modules/turbo/bin/turbo'), 'run', 'build', '--output-logs=errors-only'],
  {
    stdio: ['ignore', 2, 2],
    env: { ...env, TURBO_NO_UPDATE_NOTIFIER: '1' },
  },
).then(stopUnlessDone)
process.exitCode = await run(process.execPath, [...target, ...args], { stdio: 'inherit', env })

async function install() {
  const wanted = fingerprint()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  // Without a terminal pnpm refuses to replace an old node_modules unless it is told that nobody can answer.
  const quiet = {
    ...env,
    CI: process.env.CI ?? 'true',
    npm_config_loglevel: 'error',
    npm_config_update_notifier: 'false',
  }
  const npx = process.platform === 'win32' ? 'npx.cmd' : 'npx'
  const code = await run(npx, ['--yes', pnpm, 'install', '--frozen-lockfile'], {
    stdio: ['ignore', 2, 2],
    env: quiet,
    shell: process.platform === 'win32',
  })
  stopUnlessDone(code)
  writeFileSync(stamp, wanted)
}

/** What decides the content of node_modules. */
function fingerprint() {
  const hash = createHash('sha256').update(process.version)
  const manifests = readdirSync(join(root, 'packages')).map((folder) => `packages/${folder}/package.json`)
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json', ...manifests]) {
    if (existsSync(join(root, file))) hash.update(file).update(readFileSync(join(root, file)))
  }
  return hash.digest('hex')
}

/** Passes signals on and resolves with the exit code, 128 + n where a signal ended the child. */
function run(command, parameters, options) {
  const child = spawn(command, parameters, { cwd: root, ...options })
  const signals = { SIGHUP: 1, SIGINT: 2, SIGTERM: 15 }
  const handlers = Object.keys(signals).map((signal) => {
    // A terminal sends Ctrl-C to the whole group: the child has it already.
    const pass = () => (signal === 'SIGINT' && process.stdin.isTTY) || child.kill(signal)
    process.on(signal, pass)
    return () => process.off(signal, pass)
  })
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      for (const release of handlers) release()
      resolve(code ?? 128 + (signals[signal] ?? 9))
    })
  })
}

function stopUnlessDone(code) {
  if (code !== 0) process.exit(code)
}
