import { type Deadline, withDeadline } from '@zg/contracts/read'

/** Waits for headers or a signature, but not past the deadline. `url` is the RPC endpoint's, for the error's text. */
export const withWalletDeadline = <result>(
  work: () => Promise<result>,
  deadline: Deadline & { url: string | undefined },
): Promise<result> => withDeadline(work, { ...deadline, what: 'The RPC endpoint or the wallet' })
