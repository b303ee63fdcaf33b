import { readFileSync, writeFileSync } from 'node:fs'
import { renderApiNames } from './apiNames.js'

const page = new URL('../docs/api-names.md', import.meta.url)

if (process.argv.includes('--check')) {
  if (readFileSync(page, 'utf8') !== renderApiNames()) {
    console.error('docs/api-names.md is stale. Run: npx tsx scripts/generateApiNames.ts')
    process.exit(1)
  }
} else writeFileSync(page, renderApiNames())
