import { BaseError } from '@zg/core'

/** No anvil binary was found. */
export class AnvilNotFoundError extends BaseError {
  override readonly name: string = 'AnvilNotFoundError'
  /** Where it was looked for. */
  readonly looked: readonly string[]

  constructor({ looked }: { looked: readonly string[] }) {
    super('anvil, the local chain, was not found.', {
      metaMessages: [
        `Looked at: ${looked.join(', ')}.`,
        'Install it with: npm i -D @foundry-rs/anvil',
        'Or put the path of a binary into the variable ANVIL.',
      ],
    })
    this.looked = looked
  }
}

/** anvil could not be started, ended before it listened, or didn't listen in time. */
export class AnvilStartError extends BaseError {
  override readonly name: string = 'AnvilStartError'
  readonly binary: string
  /** Null when it did not end by itself. */
  readonly exitCode: number | null

  constructor({
    binary,
    exitCode,
    output,
    cause,
  }: {
    binary: string
    exitCode: number | null
    output: string
    cause?: unknown
  }) {
    const what = exitCode === null ? 'did not start in time' : `ended with exit code ${exitCode}`
    super(`anvil, the local chain, ${what}.`, {
      cause,
      details: output.trim().split('\n').at(-1) || undefined,
      metaMessages: [
        `The binary was ${binary}. Does "${binary} --version" work?`,
        'Another one can be named in the variable ANVIL.',
      ],
    })
    this.binary = binary
    this.exitCode = exitCode
  }
}

/** Another program listens on the port. */
export class PortInUseError extends BaseError {
  override readonly name: string = 'PortInUseError'
  readonly port: number

  constructor({ port }: { port: number }) {
    super(`Port ${port} is in use.`, {
      metaMessages: [
        'Stop the program that listens there, or choose another port:',
        'createDevnet({ port: 0 }) or zg-devnet --port 0 takes a free one.',
      ],
    })
    this.port = port
  }
}

/** An option of the devnet can't be used. */
export class DevnetOptionError extends BaseError {
  override readonly name: string = 'DevnetOptionError'
  readonly option: string
  readonly value: unknown
  /** What it takes. */
  readonly expected: string

  constructor({ option, value, expected }: { option: string; value: unknown; expected: string }) {
    super(`\`${option}\` takes ${expected}, not ${JSON.stringify(value) ?? String(value)}.`, {
      metaMessages: [`Pass another \`${option}\`, or leave it out for the default.`],
    })
    this.option = option
    this.value = value
    this.expected = expected
  }
}

/** The server that was to answer for the devnet's providers doesn't. */
export class UpstreamError extends BaseError {
  override readonly name: string = 'UpstreamError'
  readonly url: string

  constructor({ url, reason, cause }: { url: string; reason: string; cause?: unknown }) {
    super(`The upstream ${url} ${reason}.`, {
      cause,
      metaMessages: [
        'It must be the URL of an OpenAI-compatible server that runs, such as http://127.0.0.1:11434/v1 for Ollama.',
        'Without an upstream a scripted model answers.',
      ],
    })
    this.url = url
  }
}

/** A transaction that sets the network up was not mined as it should. */
export class DeployError extends BaseError {
  override readonly name: string = 'DeployError'

  constructor({ what }: { what: string }) {
    super(`The devnet could not be set up: ${what}.`)
  }
}
