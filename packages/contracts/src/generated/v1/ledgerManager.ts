// Generated

export const v1LedgerManagerAbi = [
  {
    "name": "addLedger",
    "type": "function",
    "stateMutability": "payable",
    "inputs": [
      {
        "type": "string",
        "name": "additionalInfo"
      }
    ],
    "outputs": [
      {
        "type": "uint256"
      },
      {
        "type": "uint256"
      }
    ]
  },
  {
    "name": "deleteLedger",
    "type": "function",
    "stateMutability": "nonpayable",
    "inputs": [],
    "outputs": []
  },
  {
    "name": "depositFund",
    "type": "function",
    "stateMutability": "payable",
    "inputs": [],
    "outputs": []
  },
  {
    "name": "depositFundFor",
    "type": "function",
    "stateMutability": "payable",
    "inputs": [
      {
        "type": "address",
        "name": "recipient"
      }
    ],
    "outputs": []
  },
  {
    "name": "getAllActiveServices",
    "type": "function",
    "stateMutability": "view",
    "inputs": [],
    "outputs": [
      {
        "type": "tuple[]",
        "components": [
          {
            "type": "address",
            "name": "serviceAddress"
          },
          {
            "type": "address",
            "name": "serviceContract"
          },
          {
            "type": "string",
            "name": "serviceType"
          },
          {
            "type": "string",
            "name": "version"
          },
          {
            "type": "string",
            "name": "fullName"
          },
          {
            "type": "string",
            "name": "description"
          },
          {
            "type": "bool",
            "name": "isRecommended"
          },
          {
            "type": "uint256",
            "name": "registeredAt"
          }
        ]
      }
    ]
  },
  {
    "name": "getAllLedgers",
    "type": "function",
    "stateMutability": "view",
    "inputs": [
      {
        "type": "uint256",
        "name": "offset"
      },
      {
        "type": "uint256",
        "name": "limit"
      }
    ],
    "outputs": [
      {
        "type": "tuple[]",
        "name": "ledgers",
        "components": [
          {
            "type": "address",
            "name": "user"
          },
          {
            "type": "uint256",
            "name": "availableBalance"
          },
          {
            "type": "uint256",
            "name": "totalBalance"
          },
          {
            "type": "string",
            "name": "additionalInfo"
          }
        ]
      },
      {
        "type": "uint256",
        "name": "total"
      }
    ]
  },
  {
    "name": "getAllVersions",
    "type": "function",
    "stateMutability": "view",
    "inputs": [
      {
        "type": "string",
        "name": "serviceType"
      }
    ],
    "outputs": [
      {
        "type": "string[]",
        "name": "versions"
      },
      {
        "type": "address[]",
        "name": "addresses"
      },
      {
        "type": "bool[]",
        "name": "isRecommendedFlags"
      }
    ]
  },
  {
    "name": "getLedger",
    "type": "function",
    "stateMutability": "view",
    "inputs": [
      {
        "type": "address",
        "name": "user"
      }
    ],
    "outputs": [
      {
        "type": "tuple",
        "components": [
          {
            "type": "address",
            "name": "user"
          },
          {
            "type": "uint256",
            "name": "availableBalance"
          },
          {
            "type": "uint256",
            "name": "totalBalance"
          },
          {
            "type": "string",
            "name": "additionalInfo"
          }
        ]
      }
    ]
  },
  {
    "name": "getLedgerProviders",
    "type": "function",
    "stateMutability": "view",
    "inputs": [
      {
        "type": "address",
        "name": "user"
      },
      {
        "type": "string",
        "name": "serviceName"
      }
    ],
    "outputs": [
      {
        "type": "address[]"
      }
    ]
  },
  {
    "name": "getRecommendedService",
    "type": "function",
    "stateMutability": "view",
    "inputs": [
      {
        "type": "string",
        "name": "serviceType"
      }
    ],
    "outputs": [
      {
        "type": "string",
        "name": "version"
      },
      {
        "type": "address",
        "name": "serviceAddress"
      }
    ]
  },
  {
    "name": "getServiceAddressByName",
    "type": "function",
    "stateMutability": "view",
    "inputs": [
      {
        "type": "string",
        "name": "serviceName"
      }
    ],
    "outputs": [
      {
        "type": "address"
      }
    ]
  },
  {
    "name": "getServiceInfo",
    "type": "function",
    "stateMutability": "view",
    "inputs": [
      {
        "type": "address",
        "name": "serviceAddress"
      }
    ],
    "outputs": [
      {
        "type": "tuple",
        "components": [
          {
            "type": "address",
            "name": "serviceAddress"
          },
          {
            "type": "address",
            "name": "serviceContract"
          },
          {
            "type": "string",
            "name": "serviceType"
          },
          {
            "type": "string",
            "name": "version"
          },
          {
            "type": "string",
            "name": "fullName"
          },
          {
            "type": "string",
            "name": "description"
          },
          {
            "type": "bool",
            "name": "isRecommended"
          },
          {
            "type": "uint256",
            "name": "registeredAt"
          }
        ]
      }
    ]
  },
  {
    "name": "initialize",
    "type": "function",
    "stateMutability": "nonpayable",
    "inputs": [
      {
        "type": "address",
        "name": "owner"
      }
    ],
    "outputs": []
  },
  {
    "name": "initialized",
    "type": "function",
    "stateMutability": "view",
    "inputs": [],
    "outputs": [
      {
        "type": "bool"
      }
    ]
  },
  {
    "name": "isRecommendedVersion",
    "type": "function",
    "stateMutability": "view",
    "inputs": [
      {
        "type": "string",
        "name": "serviceType"
      },
      {
        "type": "string",
        "name": "version"
      }
    ],
    "outputs": [
      {
        "type": "bool"
      }
    ]
  },
  {
    "name": "MAX_ADDITIONAL_INFO_LENGTH",
    "type": "function",
    "stateMutability": "view",
    "inputs": [],
    "outputs": [
      {
        "type": "uint256"
      }
    ]
  },
  {
    "name": "MAX_PROVIDERS_PER_BATCH",
    "type": "function",
    "stateMutability": "view",
    "inputs": [],
    "outputs": [
      {
        "type": "uint256"
      }
    ]
  },
  {
    "name": "MAX_PROVIDERS_PER_USER_PER_SERVICE",
    "type": "function",
    "stateMutability": "view",
    "inputs": [],
    "outputs": [
      {
        "type": "uint256"
      }
    ]
  },
  {
    "name": "MAX_SERVICES",
    "type": "function",
    "stateMutability": "view",
    "inputs": [],
    "outputs": [
      {
        "type": "uint256"
      }
    ]
  },
  {
    "name": "MIN_ACCOUNT_BALANCE",
    "type": "function",
    "stateMutability": "view",
    "inputs": [],
    "outputs": [
      {
        "type": "uint256"
      }
    ]
  },
  {
    "name": "MIN_TRANSFER_AMOUNT",
    "type": "function",
    "stateMutability": "view",
    "inputs": [],
    "outputs": [
      {
        "type": "uint256"
      }
    ]
  },
  {
    "name": "owner",
    "type": "function",
    "stateMutability": "view",
    "inputs": [],
    "outputs": [
      {
        "type": "address"
      }
    ]
  },
  {
    "name": "refund",
    "type": "function",
    "stateMutability": "nonpayable",
    "inputs": [
      {
        "type": "uint256",
        "name": "amount"
      }
    ],
    "outputs": []
  },
  {
    "name": "registerService",
    "type": "function",
    "stateMutability": "nonpayable",
    "inputs": [
      {
        "type": "string",
        "name": "serviceType"
      },
      {
        "type": "string",
        "name": "version"
      },
      {
        "type": "address",
        "name": "serviceAddress"
      },
      {
        "type": "string",
        "name": "description"
      }
    ],
    "outputs": []
  },
  {
    "name": "renounceOwnership",
    "type": "function",
    "stateMutability": "nonpayable",
    "inputs": [],
    "outputs": []
  },
  {
    "name": "retrieveFund",
    "type": "function",
    "stateMutability": "nonpayable",
    "inputs": [
      {
        "type": "address[]",
        "name": "providers"
      },
      {
        "type": "string",
        "name": "serviceName"
      }
    ],
    "outputs": []
  },
  {
    "name": "setRecommendedService",
    "type": "function",
    "stateMutability": "nonpayable",
    "inputs": [
      {
        "type": "string",
        "name": "serviceType"
      },
      {
        "type": "string",
        "name": "version"
      }
    ],
    "outputs": []
  },
  {
    "name": "spendFund",
    "type": "function",
    "stateMutability": "nonpayable",
    "inputs": [
      {
        "type": "address",
        "name": "user"
      },
      {
        "type": "uint256",
        "name": "amount"
      }
    ],
    "outputs": []
  },
  {
    "name": "transferFund",
    "type": "function",
    "stateMutability": "nonpayable",
    "inputs": [
      {
        "type": "address",
        "name": "provider"
      },
      {
        "type": "string",
        "name": "serviceName"
      },
      {
        "type": "uint256",
        "name": "amount"
      }
    ],
    "outputs": []
  },
  {
    "name": "transferOwnership",
    "type": "function",
    "stateMutability": "nonpayable",
    "inputs": [
      {
        "type": "address",
        "name": "newOwner"
      }
    ],
    "outputs": []
  },
  {
    "name": "updateAdditionalInfo",
    "type": "function",
    "stateMutability": "nonpayable",
    "inputs": [
      {
        "type": "string",
        "name": "additionalInfo"
      }
    ],
    "outputs": []
  },
  {
    "name": "FundSpent",
    "type": "event",
    "inputs": [
      {
        "type": "address",
        "name": "user",
        "indexed": true
      },
      {
        "type": "address",
        "name": "service",
        "indexed": true
      },
      {
        "type": "uint256",
        "name": "amount"
      }
    ]
  },
  {
    "name": "Initialized",
    "type": "event",
    "inputs": [
      {
        "type": "uint8",
        "name": "version"
      }
    ]
  },
  {
    "name": "LedgerInfoUpdated",
    "type": "event",
    "inputs": [
      {
        "type": "address",
        "name": "user",
        "indexed": true
      },
      {
        "type": "string",
        "name": "additionalInfo"
      }
    ]
  },
  {
    "name": "OwnershipTransferred",
    "type": "event",
    "inputs": [
      {
        "type": "address",
        "name": "previousOwner",
        "indexed": true
      },
      {
        "type": "address",
        "name": "newOwner",
        "indexed": true
      }
    ]
  },
  {
    "name": "RecommendedServiceUpdated",
    "type": "event",
    "inputs": [
      {
        "type": "string",
        "name": "serviceType"
      },
      {
        "type": "string",
        "name": "version"
      },
      {
        "type": "address",
        "name": "serviceAddress"
      }
    ]
  },
  {
    "name": "ServiceRegistered",
    "type": "event",
    "inputs": [
      {
        "type": "address",
        "name": "serviceAddress",
        "indexed": true
      },
      {
        "type": "string",
        "name": "serviceName"
      }
    ]
  },
  {
    "name": "AdditionalInfoTooLong",
    "type": "error",
    "inputs": [
      {
        "type": "uint256",
        "name": "length"
      },
      {
        "type": "uint256",
        "name": "max"
      }
    ]
  },
  {
    "name": "AlreadyInitialized",
    "type": "error",
    "inputs": []
  },
  {
    "name": "CallerNotRegisteredService",
    "type": "error",
    "inputs": [
      {
        "type": "address",
        "name": "caller"
      }
    ]
  },
  {
    "name": "CallFailed",
    "type": "error",
    "inputs": []
  },
  {
    "name": "DirectDepositsDisabled",
    "type": "error",
    "inputs": []
  },
  {
    "name": "InsufficientAvailableBalance",
    "type": "error",
    "inputs": [
      {
        "type": "uint256",
        "name": "available"
      },
      {
        "type": "uint256",
        "name": "required"
      }
    ]
  },
  {
    "name": "InsufficientBalance",
    "type": "error",
    "inputs": [
      {
        "type": "address",
        "name": "user"
      }
    ]
  },
  {
    "name": "InvalidServiceAddress",
    "type": "error",
    "inputs": [
      {
        "type": "address",
        "name": "serviceAddress"
      }
    ]
  },
  {
    "name": "InvalidServiceType",
    "type": "error",
    "inputs": [
      {
        "type": "string",
        "name": "serviceType"
      }
    ]
  },
  {
    "name": "LedgerExists",
    "type": "error",
    "inputs": [
      {
        "type": "address",
        "name": "user"
      }
    ]
  },
  {
    "name": "LedgerLocked",
    "type": "error",
    "inputs": []
  },
  {
    "name": "LedgerNotExists",
    "type": "error",
    "inputs": [
      {
        "type": "address",
        "name": "user"
      }
    ]
  },
  {
    "name": "MinimumDepositRequired",
    "type": "error",
    "inputs": [
      {
        "type": "uint256",
        "name": "provided"
      },
      {
        "type": "uint256",
        "name": "required"
      }
    ]
  },
  {
    "name": "MustWithdrawAllFundsFirst",
    "type": "error",
    "inputs": [
      {
        "type": "uint256",
        "name": "remainingBalance"
      }
    ]
  },
  {
    "name": "NoRecommendedService",
    "type": "error",
    "inputs": [
      {
        "type": "string",
        "name": "serviceType"
      }
    ]
  },
  {
    "name": "ServiceAlreadyRegistered",
    "type": "error",
    "inputs": [
      {
        "type": "address",
        "name": "serviceAddress"
      }
    ]
  },
  {
    "name": "ServiceMustImplementIServing",
    "type": "error",
    "inputs": [
      {
        "type": "address",
        "name": "serviceAddress"
      }
    ]
  },
  {
    "name": "ServiceNameExists",
    "type": "error",
    "inputs": [
      {
        "type": "string",
        "name": "serviceName"
      }
    ]
  },
  {
    "name": "ServiceNotFound",
    "type": "error",
    "inputs": [
      {
        "type": "address",
        "name": "serviceAddress"
      }
    ]
  },
  {
    "name": "ServiceNotRegistered",
    "type": "error",
    "inputs": [
      {
        "type": "address",
        "name": "serviceAddress"
      }
    ]
  },
  {
    "name": "ServiceRegistryLimitReached",
    "type": "error",
    "inputs": [
      {
        "type": "uint256",
        "name": "limit"
      }
    ]
  },
  {
    "name": "ServiceTypeRequired",
    "type": "error",
    "inputs": []
  },
  {
    "name": "TooManyProviders",
    "type": "error",
    "inputs": [
      {
        "type": "uint256",
        "name": "requested"
      },
      {
        "type": "uint256",
        "name": "maximum"
      }
    ]
  },
  {
    "name": "TooManyProvidersForService",
    "type": "error",
    "inputs": [
      {
        "type": "uint256",
        "name": "current"
      },
      {
        "type": "uint256",
        "name": "maximum"
      }
    ]
  },
  {
    "name": "TransferFailed",
    "type": "error",
    "inputs": []
  },
  {
    "name": "VersionRequired",
    "type": "error",
    "inputs": []
  },
  {
    "name": "ZeroAddressNotAllowed",
    "type": "error",
    "inputs": []
  },
  {
    "name": "ZeroAmountNotAllowed",
    "type": "error",
    "inputs": []
  },
  {
    "type": "receive",
    "stateMutability": "payable"
  }
] as const
