import { describeInChromium } from '../../../scripts/chromium/describeInChromium.js'

const suites = [new URL('../test/engines.test.ts', import.meta.url)]
await describeInChromium('in a page', { suites, where: 'page' })
await describeInChromium('in a worker', { suites, where: 'worker' })

const refused = [new URL('./withoutWasm.suite.ts', import.meta.url)]
const policy = "script-src 'self'"
await describeInChromium('in a page that forbids WebAssembly', { suites: refused, where: 'page', policy })
await describeInChromium('in a worker that forbids it', { suites: refused, where: 'worker', policy })
