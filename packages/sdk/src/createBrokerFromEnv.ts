import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import type { BrokerOptions } from './brokerOptions.js'
import { type Broker, createBroker } from './createBroker.js'
import { MissingKeyError } from './errors.js'
import { toNetwork } from './networks.js'

/**
 * Creates a broker from `PRIVATE_KEY`, `RPC_URL` and `ZG_NETWORK`, as the environment and a `.env` file give them.
 *
 * A variable of the environment wins over the file's. With neither `RPC_URL` nor `ZG_NETWORK` there is no network and
 * `InvalidNetworkError` says so. Other options are handed to `createBroker`. A missing file is no error; an unreadable one is.
 *
 * @example
 * ```ts
 * import { createBrokerFromEnv } from '@zg/sdk/node'
 *
 * const broker = createBrokerFromEnv()
 * console.log(broker.getAddress())
 * ```
 */
export function createBrokerFromEnv({
  path = '.env',
  env = process.env,
  ...options
}: createBrokerFromEnv.Options = {}): Broker {
  const file = readEnvFile(path)
  const read = (name: string) => env[name] || file[name] || undefined
  const privateKey = read('PRIVATE_KEY')
  if (privateKey === undefined)
    throw new MissingKeyError({ looked: `PRIVATE_KEY in the environment and in ${path}` })
  const name = read('ZG_NETWORK')
  const network = name === undefined ? undefined : toNetwork(name)
  return createBroker({ ...options, privateKey, rpcUrl: read('RPC_URL'), network })
}

export declare namespace createBrokerFromEnv {
  type Options = Pick<BrokerOptions, 'contracts' | 'protocol' | 'store' | 'fetch'> & {
    /** The file's path, `.env` of the working directory by default. */
    path?: string
    env?: Readonly<Record<string, string | undefined>>
  }
}

function readEnvFile(path: string): Readonly<Record<string, string | undefined>> {
  try {
    return parseEnv(readFileSync(path, 'utf8'))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {}
    throw error
  }
}
