import { BaseError } from '@zg/core'
import type { ContractName } from '../calls.js'
import type { Revert } from '../protocol.js'

/** A contract refused a call, or would. The classes that extend it say why; nothing was changed on chain. */
export class ContractError extends BaseError {
  override readonly name: string = 'ContractError'
  /** Absent where the refusal was foreseen and nothing was asked. */
  readonly contract: ContractName | undefined
  readonly functionName: string | undefined
  /** Name of the Solidity error; `Error` for a revert string. */
  readonly errorName: string | undefined
  /** Arguments of the Solidity error. */
  readonly args: readonly unknown[]

  constructor(shortMessage: string, { revert, remedy = [], cause }: ContractError.Options) {
    super(shortMessage, { metaMessages: remedy, cause: cause ?? revert?.cause })
    this.contract = revert?.call.contract
    this.functionName = revert?.call.functionName
    this.errorName = revert?.errorName
    this.args = revert?.args ?? []
  }
}

export declare namespace ContractError {
  type Options = {
    revert?: Revert | undefined
    remedy?: readonly string[] | undefined
    cause?: unknown
  }
}
