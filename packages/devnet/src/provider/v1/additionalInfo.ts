/** What stands with the service beside its fields. Official clients call every answer invalid when it is no JSON. */
export const additionalInfo = {
  TargetSeparated: false,
  ProviderType: 'decentralized',
  TEEVerifier: 'dstack',
  Simulated: true,
} as const
