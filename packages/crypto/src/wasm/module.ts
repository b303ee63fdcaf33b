import { WasmRefusedError } from './errors.js'
import { moduleHex } from './generated/module.js'

type WasmFunction = (...args: number[]) => unknown

/** What the module offers: numbers in, numbers out; everything else goes through its memory. */
export type WasmModule = {
  readonly memory: WebAssembly.Memory
  /** Where the fixed places of `layout.ts` begin. */
  readonly io: number
  readonly call: ReturnType<typeof functionsOf>
}

/** Compiles and starts the module at once. Throws `WasmRefusedError` where the platform doesn't do that. */
export function startModule(): WasmModule {
  try {
    return bind(new WebAssembly.Instance(new WebAssembly.Module(moduleBytes())))
  } catch (cause) {
    throw new WasmRefusedError({ cause })
  }
}

/** The same where big modules are compiled in the background only. */
export async function loadModule(): Promise<WasmModule> {
  try {
    const { instance } = await WebAssembly.instantiate(moduleBytes())
    return bind(instance)
  } catch (cause) {
    throw new WasmRefusedError({ cause })
  }
}

function moduleBytes(): Uint8Array<ArrayBuffer> {
  const digits = new TextEncoder().encode(moduleHex)
  const bytes = new Uint8Array(digits.length / 2)
  // Each digit pushes the one before it up; 48 is '0', and 97 is 'a'.
  digits.forEach((code, i) => {
    bytes[i >> 1] = ((bytes[i >> 1] ?? 0) << 4) | (code < 97 ? code - 48 : code - 87)
  })
  return bytes
}

const isFunction = (value: unknown): value is WasmFunction => typeof value === 'function'

function bind({ exports }: WebAssembly.Instance): WasmModule {
  const find = (name: string): WasmFunction => {
    const value = exports[name]
    if (!isFunction(value)) throw new TypeError(`The module has no function ${name}.`)
    return value
  }
  const { memory, io } = exports
  if (!(memory instanceof WebAssembly.Memory) || !(io instanceof WebAssembly.Global))
    throw new TypeError('The module has no memory.')
  return {
    memory,
    io: Number(io.value),
    call: functionsOf(find),
  }
}

const functionsOf = (find: (name: string) => WasmFunction) => ({
  add: find('add'),
  clearSecrets: find('clearSecrets'),
  derivePublicKey: find('derivePublicKey'),
  inSubgroup: find('inSubgroup'),
  messageBuffer: find('messageBuffer'),
  mimc7: find('mimc7'),
  mimcSponge: find('mimcSponge'),
  multiply: find('multiply'),
  pack: find('pack'),
  pedersen: find('pedersen'),
  poseidon: find('poseidon'),
  poseidonMany: find('poseidonMany'),
  prepareKey: find('prepareKey'),
  sign: find('sign'),
  signExpanded: find('signExpanded'),
  sumFixed: find('sumFixed'),
  unpack: find('unpack'),
  verify: find('verify'),
})
