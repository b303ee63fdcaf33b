import { describeInChromium } from '../../../scripts/chromium/describeInChromium.js'

const names = [
  'eddsaPedersen',
  'eddsaPoseidon',
  'field',
  'packPoint',
  'pedersen',
  'point',
  'poseidon',
  'signature',
]
const suites = names.map((name) => new URL(`../src/${name}.test.ts`, import.meta.url))

await describeInChromium('in a page', { suites, where: 'page' })
await describeInChromium('in a worker', { suites, where: 'worker' })
