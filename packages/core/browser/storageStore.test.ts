import { describeInChromium } from '../../../scripts/chromium/describeInChromium.js'

const suites = [new URL('./storageStore.suite.ts', import.meta.url)]
await describeInChromium('in a page', { suites, where: 'page' })
