import { BaseError } from '@zg/core'

/** No anvil binary was found. */
export class AnvilNotFoundError extends BaseError {
  override readonly name: string = 'AnvilNotFoundError'

  constructor({ looked }: { looked: readonly string[] }) {
    super('anvil, the local chain, was not found.', {
      metaMessages: [`Looked at: ${looked.join('; ')}.`, 'Install it with: npm i -D @foundry-rs/anvil'],
    })
  }
}

/** anvil ended before it listened. */
export class AnvilStartError extends BaseError {
  override readonly name: string = 'AnvilStartError'

  constructor({ output, code }: { output: string; code: number | null }) {
    super(`anvil ended before it was ready (exit code ${code ?? 'none'}).`, {
      details: output.trim().split('\n').at(-1),
    })
  }
}

/** Another program listens on the port. */
export class PortInUseError extends BaseError {
  override readonly name: string = 'PortInUseError'
  readonly port: number

  constructor({ port }: { port: number }) {
    super(`Port ${port} is in use.`, {
      metaMessages: ['Stop the program that listens there, or give another port (0 for a free one).'],
    })
    this.port = port
  }
}

/** A transaction that sets the network up was not mined as it should. */
export class DeployError extends BaseError {
  override readonly name: string = 'DeployError'

  constructor({ what }: { what: string }) {
    super(`The devnet could not be set up: ${what}.`)
  }
}
