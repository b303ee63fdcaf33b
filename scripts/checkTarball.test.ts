import { expect, test } from 'vitest'
import { checkTarball } from './checkTarball.js'

const files = [
  'package/package.json',
  'package/README.md',
  'package/dist/index.js',
  'package/dist/index.d.ts',
]

test('a clean package has no fault', () => {
  expect(checkTarball(files, { name: '@zg/x', dependencies: { '@zg/core': '^0.1.0' } })).toEqual([])
})

test.each([
  'package/src/x.test.ts',
  'package/dist/x.test.js',
  'package/src/x.test-d.ts',
  'package/tsconfig.tsbuildinfo',
  'package/test/chain.ts',
  'package/.env',
])('%s is a fault', (file) => {
  expect(checkTarball([...files, file], { name: '@zg/x' })).toEqual([
    `${file} does not belong in the package`,
  ])
})

test.each(files)('without %s', (file) => {
  const rest = files.filter((each) => each !== file)
  expect(checkTarball(rest, { name: '@zg/x' })).toEqual([`${file} is missing`])
})

test('dependencies', () => {
  const dependencies = { circomlibjs: '0.1.7' }
  expect(checkTarball(files, { name: '@zg/sdk', dependencies })).toEqual(['@zg/sdk depends on circomlibjs'])
  expect(checkTarball(files, { name: '@zg/devnet', dependencies })).toEqual([])
  expect(checkTarball(files, { name: '@zg/sdk', peerDependencies: { '@zg/devnet': '1' } })).toHaveLength(1)
  expect(checkTarball(files, { name: '@zg/sdk', dependencies: { '@zg/core': 'workspace:^' } })).toEqual([
    '@zg/core is still workspace:^',
  ])
})
