import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createDevnet } from '@zg/devnet'
import { describeInChromium } from '../../../scripts/chromium/describeInChromium.js'

const files = mkdtempSync(join(tmpdir(), 'zg-page-'))
const { rpcUrl, attestationRoot, accounts, providers, stop } = await createDevnet({ protocol: 'v1', port: 0 })
try {
  const settings = {
    rpcUrl,
    attestationRoot,
    privateKey: accounts[5]?.privateKey,
    provider: providers[0]?.address,
  }
  writeFileSync(join(files, 'devnet.json'), JSON.stringify(settings))
  const suites = [new URL('./broker.suite.ts', import.meta.url)]
  // Only what a page must allow: its own script, and the two that it talks to. `eval` and WebAssembly stay forbidden.
  const policy = `default-src 'self'; connect-src 'self' ${rpcUrl} ${providers[0]?.url}`
  await describeInChromium('in a page', { suites, where: 'page', files, policy })
} finally {
  await stop()
  rmSync(files, { recursive: true })
}
