import { concatBytes } from '@zg/core'
import { expect, test } from 'vitest'
import { filled } from '../../test/samples.js'
import { blake512 } from '../bigint/blake.js'
import { expandPrivateKey } from '../bigint/expandPrivateKey.js'
import { integerToBytes } from '../bytes.js'
import { DisposedSignerError } from '../errors.js'
import { subgroupOrder } from '../point.js'
import { keyAt, seedAt } from './layout.js'
import { startModule, type WasmModule } from './module.js'
import { createSigner, withSecrets } from './signer.js'
import { createWorkspace, type Workspace } from './workspace.js'

const key = filled(32)
const message = filled(64, 5)
const { scalar, nonceOf } = expandPrivateKey(key)
const nonce = nonceOf(message)
const seed = blake512(key).subarray(32)
const radix = 1n << 261n

/** Two neighbouring limbs as the module has them, in Montgomery form and not. */
const limbsOf = (value: bigint) =>
  [value % subgroupOrder, (value * radix) % subgroupOrder].map((number) =>
    concatBytes(...[29n, 58n].map((bit) => integerToBytes((number >> bit) % (1n << 29n)).subarray(0, 8))),
  )
/** Sixteen bytes of everything that tells of the key. */
const secrets = [
  key,
  seed,
  blake512(concatBytes(seed, message)),
  ...[scalar, scalar >> 3n, nonce].map(integerToBytes),
  ...[scalar, nonce].flatMap(limbsOf),
].map((bytes) => Buffer.from(bytes.subarray(0, 16)))

const left = ({ memory }: WasmModule) => {
  const bytes = Buffer.from(memory.buffer)
  return secrets.filter((secret) => bytes.includes(secret)).length
}

const ways: readonly [string, (workspace: Workspace) => void][] = [
  [
    'signing at once',
    ({ call, place, write }) => {
      place(message)
      write(keyAt, key)
      call.sign(0, message.length)
    },
  ],
  ['preparing a signer', (workspace) => createSigner(workspace, key)],
  ['a prepared signer', (workspace) => createSigner(workspace, key).sign('pedersen', message)],
  [
    'a prepared signer of elements',
    (workspace) => createSigner(workspace, key).sign('poseidon', integerToBytes(7n)),
  ],
  [
    'a template',
    (workspace) => createSigner(workspace, key).signTemplate(message, [{ start: 3, end: 9 }])(message),
  ],
]

test.each(ways)('%s leaves nothing of the key in the module', (_, sign) => {
  const module = startModule()
  sign(createWorkspace(module))
  expect(left(module)).toBe(0)
})

test('what fails midway leaves nothing either', () => {
  const module = startModule()
  const fail = () => {
    expect(left(module)).toBeGreaterThan(0)
    throw new RangeError('out of memory')
  }
  const workspace = createWorkspace({ ...module, call: { ...module.call, signExpanded: fail } })
  const signer = createSigner(workspace, key)
  expect(() => signer.sign('pedersen', message)).toThrow(RangeError)
  expect(left(module)).toBe(0)
  expect(() =>
    withSecrets(workspace, () => {
      workspace.write(keyAt, key)
      workspace.write(seedAt, seed)
      fail()
    }),
  ).toThrow(RangeError)
  expect(left(module)).toBe(0)
})

test('a disposed signer writes nothing into the module', () => {
  const module = startModule()
  const writes: number[] = []
  const workspace = createWorkspace(module)
  const signer = createSigner({ ...workspace, write: (at) => writes.push(at) }, key)
  const before = writes.length
  signer.dispose()
  expect(() => signer.sign('pedersen', message)).toThrow(DisposedSignerError)
  expect(writes).toHaveLength(before)
})
