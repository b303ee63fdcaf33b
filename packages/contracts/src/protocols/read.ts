import type { Abi, ContractFunctionArgs, ContractFunctionName, ContractFunctionReturnType } from 'viem'
import type { ContractName, Read } from '../calls.js'

/** Describes a view call so that its arguments and the decoder's input follow from the ABI. */
export function defineRead<
  const abi extends Abi,
  name extends ContractFunctionName<abi, 'view' | 'pure'>,
  const args extends ContractFunctionArgs<abi, 'view' | 'pure', name>,
  result,
>(read: {
  contract: ContractName
  abi: abi
  functionName: name
  args: args
  decode: (raw: ContractFunctionReturnType<abi, 'view' | 'pure', name, args>) => result
}): Read<result> {
  const { contract, abi, functionName, args, decode } = read
  return {
    contract,
    abi,
    functionName,
    args: Array.isArray(args) ? args : [],
    // viem decodes by this same ABI, so the raw value has the type that follows from it.
    decode: (raw) => decode(raw as ContractFunctionReturnType<abi, 'view' | 'pure', name, args>),
  }
}
