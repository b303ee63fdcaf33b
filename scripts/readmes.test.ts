import { execFile } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { useDevnet } from '@zg/devnet/vitest'
import { afterAll, beforeAll, expect, test } from 'vitest'

const run = promisify(execFile)
const root = fileURLToPath(new URL('..', import.meta.url))
const cache = join(root, 'node_modules/.cache/zg-readmes')
const local = useDevnet({ protocol: 'v1', providers: 1 })

const readmes = [
  'README.md',
  ...readdirSync(join(root, 'packages')).map((name) => `packages/${name}/README.md`),
]
const examples = readmes.flatMap((readme) =>
  [...readFileSync(join(root, readme), 'utf8').matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(
    ([, code = ''], index) => ({
      readme,
      index,
      code,
    }),
  ),
)

beforeAll(() => mkdirSync(cache, { recursive: true }))
afterAll(() => rmSync(cache, { recursive: true, force: true }))

test('every README has an example', () => {
  expect(new Set(examples.map(({ readme }) => readme))).toEqual(new Set(readmes))
})

test.each(examples)('$readme, example $index runs', async ({ readme, index, code }) => {
  const file = join(cache, `${readme.replaceAll(/\W/g, '-')}-${index}.mts`)
  writeFileSync(file, onThisDevnet(code))
  // Accounts 2 to 9, one for each README, so that no example meets the money of another.
  const { privateKey } = local.devnet.accounts[2 + (readmes.indexOf(readme) % 8)] ?? {}
  await run(process.execPath, ['--conditions=@zg/source', '--import', 'tsx', file], {
    cwd: root,
    env: { ...process.env, PRIVATE_KEY: privateKey, ZG_NETWORK: 'devnet' },
  })
})

/** The examples speak of the devnet's own port; here it has a free one. */
function onThisDevnet(code: string): string {
  const { rpcUrl } = local.devnet
  return code
    .replaceAll("network: 'devnet'", `rpcUrl: '${rpcUrl}'`)
    .replaceAll('http://127.0.0.1:8545', rpcUrl)
    .replaceAll('http()', `http('${rpcUrl}')`)
    .replaceAll('createDevnet()', 'createDevnet({ port: 0 })')
}
