// Generated

export const v1InferenceServingAbi = [
  {
    "name": "accountExists",
    "type": "function",
    "stateMutability": "view",
    "inputs": [
      {
        "type": "address",
        "name": "user"
      },
      {
        "type": "address",
        "name": "provider"
      }
    ],
    "outputs": [
      {
        "type": "bool"
      }
    ]
  },
  {
    "name": "acknowledgeTEESigner",
    "type": "function",
    "stateMutability": "nonpayable",
    "inputs": [
      {
        "type": "address",
        "name": "provider"
      },
      {
        "type": "bool",
        "name": "acknowledged"
      }
    ],
    "outputs": []
  },
  {
    "name": "acknowledgeTEESignerByOwner",
    "type": "function",
    "stateMutability": "nonpayable",
    "inputs": [
      {
        "type": "address",
        "name": "provider"
      }
    ],
    "outputs": []
  },
  {
    "name": "addAccount",
    "type": "function",
    "stateMutability": "payable",
    "inputs": [
      {
        "type": "address",
        "name": "user"
      },
      {
        "type": "address",
        "name": "provider"
      },
      {
        "type": "string",
        "name": "additionalInfo"
      }
    ],
    "outputs": []
  },
  {
    "name": "addOrUpdateService",
    "type": "function",
    "stateMutability": "payable",
    "inputs": [
      {
        "type": "tuple",
        "name": "params",
        "components": [
          {
            "type": "string",
            "name": "serviceType"
          },
          {
            "type": "string",
            "name": "url"
          },
          {
            "type": "string",
            "name": "model"
          },
          {
            "type": "string",
            "name": "verifiability"
          },
          {
            "type": "uint256",
            "name": "inputPrice"
          },
          {
            "type": "uint256",
            "name": "outputPrice"
          },
          {
            "type": "string",
            "name": "additionalInfo"
          },
          {
            "type": "address",
            "name": "teeSignerAddress"
          }
        ]
      }
    ],
    "outputs": []
  },
  {
    "name": "deleteAccount",
    "type": "function",
    "stateMutability": "nonpayable",
    "inputs": [
      {
        "type": "address",
        "name": "user"
      },
      {
        "type": "address",
        "name": "provider"
      }
    ],
    "outputs": []
  },
  {
    "name": "depositFund",
    "type": "function",
    "stateMutability": "payable",
    "inputs": [
      {
        "type": "address",
        "name": "user"
      },
      {
        "type": "address",
        "name": "provider"
      },
      {
        "type": "uint256",
        "name": "cancelRetrievingAmount"
      }
    ],
    "outputs": []
  },
  {
    "name": "getAccount",
    "type": "function",
    "stateMutability": "view",
    "inputs": [
      {
        "type": "address",
        "name": "user"
      },
      {
        "type": "address",
        "name": "provider"
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
            "type": "address",
            "name": "provider"
          },
          {
            "type": "uint256",
            "name": "nonce"
          },
          {
            "type": "uint256",
            "name": "balance"
          },
          {
            "type": "uint256",
            "name": "pendingRefund"
          },
          {
            "type": "tuple[]",
            "name": "refunds",
            "components": [
              {
                "type": "uint256",
                "name": "index"
              },
              {
                "type": "uint256",
                "name": "amount"
              },
              {
                "type": "uint256",
                "name": "createdAt"
              },
              {
                "type": "bool",
                "name": "processed"
              }
            ]
          },
          {
            "type": "string",
            "name": "additionalInfo"
          },
          {
            "type": "bool",
            "name": "acknowledged"
          },
          {
            "type": "uint256",
            "name": "validRefundsLength"
          },
          {
            "type": "uint256",
            "name": "generation"
          },
          {
            "type": "uint256",
            "name": "revokedBitmap"
          }
        ]
      }
    ]
  },
  {
    "name": "getAccountsByProvider",
    "type": "function",
    "stateMutability": "view",
    "inputs": [
      {
        "type": "address",
        "name": "provider"
      },
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
        "name": "accounts",
        "components": [
          {
            "type": "address",
            "name": "user"
          },
          {
            "type": "address",
            "name": "provider"
          },
          {
            "type": "uint256",
            "name": "nonce"
          },
          {
            "type": "uint256",
            "name": "balance"
          },
          {
            "type": "uint256",
            "name": "pendingRefund"
          },
          {
            "type": "tuple[]",
            "name": "refunds",
            "components": [
              {
                "type": "uint256",
                "name": "index"
              },
              {
                "type": "uint256",
                "name": "amount"
              },
              {
                "type": "uint256",
                "name": "createdAt"
              },
              {
                "type": "bool",
                "name": "processed"
              }
            ]
          },
          {
            "type": "string",
            "name": "additionalInfo"
          },
          {
            "type": "bool",
            "name": "acknowledged"
          },
          {
            "type": "uint256",
            "name": "validRefundsLength"
          },
          {
            "type": "uint256",
            "name": "generation"
          },
          {
            "type": "uint256",
            "name": "revokedBitmap"
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
    "name": "getAccountsByUser",
    "type": "function",
    "stateMutability": "view",
    "inputs": [
      {
        "type": "address",
        "name": "user"
      },
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
        "name": "accounts",
        "components": [
          {
            "type": "address",
            "name": "user"
          },
          {
            "type": "address",
            "name": "provider"
          },
          {
            "type": "uint256",
            "name": "nonce"
          },
          {
            "type": "uint256",
            "name": "balance"
          },
          {
            "type": "uint256",
            "name": "pendingRefund"
          },
          {
            "type": "tuple[]",
            "name": "refunds",
            "components": [
              {
                "type": "uint256",
                "name": "index"
              },
              {
                "type": "uint256",
                "name": "amount"
              },
              {
                "type": "uint256",
                "name": "createdAt"
              },
              {
                "type": "bool",
                "name": "processed"
              }
            ]
          },
          {
            "type": "string",
            "name": "additionalInfo"
          },
          {
            "type": "bool",
            "name": "acknowledged"
          },
          {
            "type": "uint256",
            "name": "validRefundsLength"
          },
          {
            "type": "uint256",
            "name": "generation"
          },
          {
            "type": "uint256",
            "name": "revokedBitmap"
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
    "name": "getAllAccounts",
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
        "name": "accounts",
        "components": [
          {
            "type": "address",
            "name": "user"
          },
          {
            "type": "address",
            "name": "provider"
          },
          {
            "type": "uint256",
            "name": "nonce"
          },
          {
            "type": "uint256",
            "name": "balance"
          },
          {
            "type": "uint256",
            "name": "pendingRefund"
          },
          {
            "type": "tuple[]",
            "name": "refunds",
            "components": [
              {
                "type": "uint256",
                "name": "index"
              },
              {
                "type": "uint256",
                "name": "amount"
              },
              {
                "type": "uint256",
                "name": "createdAt"
              },
              {
                "type": "bool",
                "name": "processed"
              }
            ]
          },
          {
            "type": "string",
            "name": "additionalInfo"
          },
          {
            "type": "bool",
            "name": "acknowledged"
          },
          {
            "type": "uint256",
            "name": "validRefundsLength"
          },
          {
            "type": "uint256",
            "name": "generation"
          },
          {
            "type": "uint256",
            "name": "revokedBitmap"
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
    "name": "getAllServices",
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
        "name": "services",
        "components": [
          {
            "type": "address",
            "name": "provider"
          },
          {
            "type": "string",
            "name": "serviceType"
          },
          {
            "type": "string",
            "name": "url"
          },
          {
            "type": "uint256",
            "name": "inputPrice"
          },
          {
            "type": "uint256",
            "name": "outputPrice"
          },
          {
            "type": "uint256",
            "name": "updatedAt"
          },
          {
            "type": "string",
            "name": "model"
          },
          {
            "type": "string",
            "name": "verifiability"
          },
          {
            "type": "string",
            "name": "additionalInfo"
          },
          {
            "type": "address",
            "name": "teeSignerAddress"
          },
          {
            "type": "bool",
            "name": "teeSignerAcknowledged"
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
    "name": "getBatchAccountsByUsers",
    "type": "function",
    "stateMutability": "view",
    "inputs": [
      {
        "type": "address[]",
        "name": "users"
      }
    ],
    "outputs": [
      {
        "type": "tuple[]",
        "name": "accounts",
        "components": [
          {
            "type": "address",
            "name": "user"
          },
          {
            "type": "address",
            "name": "provider"
          },
          {
            "type": "uint256",
            "name": "nonce"
          },
          {
            "type": "uint256",
            "name": "balance"
          },
          {
            "type": "uint256",
            "name": "pendingRefund"
          },
          {
            "type": "tuple[]",
            "name": "refunds",
            "components": [
              {
                "type": "uint256",
                "name": "index"
              },
              {
                "type": "uint256",
                "name": "amount"
              },
              {
                "type": "uint256",
                "name": "createdAt"
              },
              {
                "type": "bool",
                "name": "processed"
              }
            ]
          },
          {
            "type": "string",
            "name": "additionalInfo"
          },
          {
            "type": "bool",
            "name": "acknowledged"
          },
          {
            "type": "uint256",
            "name": "validRefundsLength"
          },
          {
            "type": "uint256",
            "name": "generation"
          },
          {
            "type": "uint256",
            "name": "revokedBitmap"
          }
        ]
      }
    ]
  },
  {
    "name": "getPendingRefund",
    "type": "function",
    "stateMutability": "view",
    "inputs": [
      {
        "type": "address",
        "name": "user"
      },
      {
        "type": "address",
        "name": "provider"
      }
    ],
    "outputs": [
      {
        "type": "uint256"
      }
    ]
  },
  {
    "name": "getService",
    "type": "function",
    "stateMutability": "view",
    "inputs": [
      {
        "type": "address",
        "name": "provider"
      }
    ],
    "outputs": [
      {
        "type": "tuple",
        "name": "service",
        "components": [
          {
            "type": "address",
            "name": "provider"
          },
          {
            "type": "string",
            "name": "serviceType"
          },
          {
            "type": "string",
            "name": "url"
          },
          {
            "type": "uint256",
            "name": "inputPrice"
          },
          {
            "type": "uint256",
            "name": "outputPrice"
          },
          {
            "type": "uint256",
            "name": "updatedAt"
          },
          {
            "type": "string",
            "name": "model"
          },
          {
            "type": "string",
            "name": "verifiability"
          },
          {
            "type": "string",
            "name": "additionalInfo"
          },
          {
            "type": "address",
            "name": "teeSignerAddress"
          },
          {
            "type": "bool",
            "name": "teeSignerAcknowledged"
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
        "type": "uint256",
        "name": "_locktime"
      },
      {
        "type": "address",
        "name": "_ledgerAddress"
      },
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
    "name": "isTokenRevoked",
    "type": "function",
    "stateMutability": "view",
    "inputs": [
      {
        "type": "address",
        "name": "user"
      },
      {
        "type": "address",
        "name": "provider"
      },
      {
        "type": "uint8",
        "name": "tokenId"
      }
    ],
    "outputs": [
      {
        "type": "bool"
      }
    ]
  },
  {
    "name": "ledgerAddress",
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
    "name": "lockTime",
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
    "name": "MAX_LOCKTIME",
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
    "name": "MIN_LOCKTIME",
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
    "name": "MIN_PROVIDER_STAKE",
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
    "name": "previewSettlementResults",
    "type": "function",
    "stateMutability": "view",
    "inputs": [
      {
        "type": "tuple[]",
        "name": "settlements",
        "components": [
          {
            "type": "address",
            "name": "user"
          },
          {
            "type": "address",
            "name": "provider"
          },
          {
            "type": "uint256",
            "name": "totalFee"
          },
          {
            "type": "bytes32",
            "name": "requestsHash"
          },
          {
            "type": "uint256",
            "name": "nonce"
          },
          {
            "type": "bytes",
            "name": "signature"
          }
        ]
      }
    ],
    "outputs": [
      {
        "type": "address[]",
        "name": "failedUsers"
      },
      {
        "type": "uint8[]",
        "name": "failureReasons"
      },
      {
        "type": "address[]",
        "name": "partialUsers"
      },
      {
        "type": "uint256[]",
        "name": "partialAmounts"
      }
    ]
  },
  {
    "name": "processRefund",
    "type": "function",
    "stateMutability": "nonpayable",
    "inputs": [
      {
        "type": "address",
        "name": "user"
      },
      {
        "type": "address",
        "name": "provider"
      }
    ],
    "outputs": [
      {
        "type": "uint256",
        "name": "totalAmount"
      },
      {
        "type": "uint256",
        "name": "balance"
      },
      {
        "type": "uint256",
        "name": "pendingRefund"
      }
    ]
  },
  {
    "name": "removeService",
    "type": "function",
    "stateMutability": "nonpayable",
    "inputs": [],
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
    "name": "requestRefundAll",
    "type": "function",
    "stateMutability": "nonpayable",
    "inputs": [
      {
        "type": "address",
        "name": "user"
      },
      {
        "type": "address",
        "name": "provider"
      }
    ],
    "outputs": []
  },
  {
    "name": "revokeAllTokens",
    "type": "function",
    "stateMutability": "nonpayable",
    "inputs": [
      {
        "type": "address",
        "name": "provider"
      }
    ],
    "outputs": []
  },
  {
    "name": "revokeTEESignerAcknowledgement",
    "type": "function",
    "stateMutability": "nonpayable",
    "inputs": [
      {
        "type": "address",
        "name": "provider"
      }
    ],
    "outputs": []
  },
  {
    "name": "revokeToken",
    "type": "function",
    "stateMutability": "nonpayable",
    "inputs": [
      {
        "type": "address",
        "name": "provider"
      },
      {
        "type": "uint8",
        "name": "tokenId"
      }
    ],
    "outputs": []
  },
  {
    "name": "revokeTokens",
    "type": "function",
    "stateMutability": "nonpayable",
    "inputs": [
      {
        "type": "address",
        "name": "provider"
      },
      {
        "type": "uint8[]",
        "name": "tokenIds"
      }
    ],
    "outputs": []
  },
  {
    "name": "serviceExists",
    "type": "function",
    "stateMutability": "view",
    "inputs": [
      {
        "type": "address",
        "name": "provider"
      }
    ],
    "outputs": [
      {
        "type": "bool"
      }
    ]
  },
  {
    "name": "settleFeesWithTEE",
    "type": "function",
    "stateMutability": "nonpayable",
    "inputs": [
      {
        "type": "tuple[]",
        "name": "settlements",
        "components": [
          {
            "type": "address",
            "name": "user"
          },
          {
            "type": "address",
            "name": "provider"
          },
          {
            "type": "uint256",
            "name": "totalFee"
          },
          {
            "type": "bytes32",
            "name": "requestsHash"
          },
          {
            "type": "uint256",
            "name": "nonce"
          },
          {
            "type": "bytes",
            "name": "signature"
          }
        ]
      }
    ],
    "outputs": [
      {
        "type": "uint8[]",
        "name": "statuses"
      }
    ]
  },
  {
    "name": "supportsInterface",
    "type": "function",
    "stateMutability": "view",
    "inputs": [
      {
        "type": "bytes4",
        "name": "interfaceId"
      }
    ],
    "outputs": [
      {
        "type": "bool"
      }
    ]
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
    "name": "updateLockTime",
    "type": "function",
    "stateMutability": "nonpayable",
    "inputs": [
      {
        "type": "uint256",
        "name": "_locktime"
      }
    ],
    "outputs": []
  },
  {
    "name": "AccountDeleted",
    "type": "event",
    "inputs": [
      {
        "type": "address",
        "name": "user",
        "indexed": true
      },
      {
        "type": "address",
        "name": "provider",
        "indexed": true
      },
      {
        "type": "uint256",
        "name": "refundedAmount"
      }
    ]
  },
  {
    "name": "AllTokensRevoked",
    "type": "event",
    "inputs": [
      {
        "type": "address",
        "name": "user",
        "indexed": true
      },
      {
        "type": "address",
        "name": "provider",
        "indexed": true
      },
      {
        "type": "uint256",
        "name": "newGeneration"
      }
    ]
  },
  {
    "name": "BalanceUpdated",
    "type": "event",
    "inputs": [
      {
        "type": "address",
        "name": "user",
        "indexed": true
      },
      {
        "type": "address",
        "name": "provider",
        "indexed": true
      },
      {
        "type": "uint256",
        "name": "amount"
      },
      {
        "type": "uint256",
        "name": "pendingRefund"
      }
    ]
  },
  {
    "name": "BatchBalanceUpdated",
    "type": "event",
    "inputs": [
      {
        "type": "address[]",
        "name": "users"
      },
      {
        "type": "uint256[]",
        "name": "balances"
      },
      {
        "type": "uint256[]",
        "name": "pendingRefunds"
      }
    ]
  },
  {
    "name": "ContractInitialized",
    "type": "event",
    "inputs": [
      {
        "type": "address",
        "name": "owner",
        "indexed": true
      },
      {
        "type": "uint256",
        "name": "lockTime"
      },
      {
        "type": "address",
        "name": "ledgerAddress"
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
    "name": "LockTimeUpdated",
    "type": "event",
    "inputs": [
      {
        "type": "uint256",
        "name": "oldLockTime"
      },
      {
        "type": "uint256",
        "name": "newLockTime"
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
    "name": "ProviderStaked",
    "type": "event",
    "inputs": [
      {
        "type": "address",
        "name": "provider",
        "indexed": true
      },
      {
        "type": "uint256",
        "name": "amount"
      }
    ]
  },
  {
    "name": "ProviderStakeReturned",
    "type": "event",
    "inputs": [
      {
        "type": "address",
        "name": "provider",
        "indexed": true
      },
      {
        "type": "uint256",
        "name": "amount"
      }
    ]
  },
  {
    "name": "ProviderTEESignerAcknowledged",
    "type": "event",
    "inputs": [
      {
        "type": "address",
        "name": "provider",
        "indexed": true
      },
      {
        "type": "address",
        "name": "teeSignerAddress",
        "indexed": true
      },
      {
        "type": "bool",
        "name": "acknowledged"
      }
    ]
  },
  {
    "name": "RefundRequested",
    "type": "event",
    "inputs": [
      {
        "type": "address",
        "name": "user",
        "indexed": true
      },
      {
        "type": "address",
        "name": "provider",
        "indexed": true
      },
      {
        "type": "uint256",
        "name": "index",
        "indexed": true
      },
      {
        "type": "uint256",
        "name": "timestamp"
      }
    ]
  },
  {
    "name": "ServiceRemoved",
    "type": "event",
    "inputs": [
      {
        "type": "address",
        "name": "service",
        "indexed": true
      }
    ]
  },
  {
    "name": "ServiceUpdated",
    "type": "event",
    "inputs": [
      {
        "type": "address",
        "name": "service",
        "indexed": true
      },
      {
        "type": "string",
        "name": "serviceType"
      },
      {
        "type": "string",
        "name": "url"
      },
      {
        "type": "uint256",
        "name": "inputPrice"
      },
      {
        "type": "uint256",
        "name": "outputPrice"
      },
      {
        "type": "uint256",
        "name": "updatedAt"
      },
      {
        "type": "string",
        "name": "model"
      },
      {
        "type": "string",
        "name": "verifiability"
      }
    ]
  },
  {
    "name": "TEESettlementResult",
    "type": "event",
    "inputs": [
      {
        "type": "address",
        "name": "user",
        "indexed": true
      },
      {
        "type": "uint8",
        "name": "status"
      },
      {
        "type": "uint256",
        "name": "unsettledAmount"
      }
    ]
  },
  {
    "name": "TokenRevoked",
    "type": "event",
    "inputs": [
      {
        "type": "address",
        "name": "user",
        "indexed": true
      },
      {
        "type": "address",
        "name": "provider",
        "indexed": true
      },
      {
        "type": "uint8",
        "name": "tokenId"
      }
    ]
  },
  {
    "name": "TokensRevoked",
    "type": "event",
    "inputs": [
      {
        "type": "address",
        "name": "user",
        "indexed": true
      },
      {
        "type": "address",
        "name": "provider",
        "indexed": true
      },
      {
        "type": "uint8[]",
        "name": "tokenIds"
      }
    ]
  },
  {
    "name": "AccountExists",
    "type": "error",
    "inputs": [
      {
        "type": "address",
        "name": "user"
      },
      {
        "type": "address",
        "name": "provider"
      }
    ]
  },
  {
    "name": "AccountNotExists",
    "type": "error",
    "inputs": [
      {
        "type": "address",
        "name": "user"
      },
      {
        "type": "address",
        "name": "provider"
      }
    ]
  },
  {
    "name": "AdditionalInfoTooLong",
    "type": "error",
    "inputs": []
  },
  {
    "name": "AlreadyInitialized",
    "type": "error",
    "inputs": []
  },
  {
    "name": "BatchSizeTooLarge",
    "type": "error",
    "inputs": [
      {
        "type": "uint256",
        "name": "size"
      },
      {
        "type": "uint256",
        "name": "max"
      }
    ]
  },
  {
    "name": "CallerNotLedger",
    "type": "error",
    "inputs": [
      {
        "type": "address",
        "name": "caller"
      }
    ]
  },
  {
    "name": "CannotAddStakeWhenUpdating",
    "type": "error",
    "inputs": []
  },
  {
    "name": "CannotRevokeWithNonZeroBalance",
    "type": "error",
    "inputs": [
      {
        "type": "address",
        "name": "user"
      },
      {
        "type": "address",
        "name": "provider"
      },
      {
        "type": "uint256",
        "name": "balance"
      }
    ]
  },
  {
    "name": "DirectDepositsDisabled",
    "type": "error",
    "inputs": []
  },
  {
    "name": "InsufficientStake",
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
    "name": "InvalidAddress",
    "type": "error",
    "inputs": [
      {
        "type": "address",
        "name": "addr"
      }
    ]
  },
  {
    "name": "InvalidTEESignature",
    "type": "error",
    "inputs": [
      {
        "type": "string",
        "name": "reason"
      }
    ]
  },
  {
    "name": "LimitTooLarge",
    "type": "error",
    "inputs": [
      {
        "type": "uint256",
        "name": "limit"
      },
      {
        "type": "uint256",
        "name": "max"
      }
    ]
  },
  {
    "name": "LockTimeOutOfRange",
    "type": "error",
    "inputs": [
      {
        "type": "uint256",
        "name": "lockTime"
      },
      {
        "type": "uint256",
        "name": "min"
      },
      {
        "type": "uint256",
        "name": "max"
      }
    ]
  },
  {
    "name": "NoSettlementsProvided",
    "type": "error",
    "inputs": []
  },
  {
    "name": "ProviderCannotBeUser",
    "type": "error",
    "inputs": []
  },
  {
    "name": "ServiceNotExist",
    "type": "error",
    "inputs": [
      {
        "type": "address",
        "name": "provider"
      }
    ]
  },
  {
    "name": "TooManyRefunds",
    "type": "error",
    "inputs": [
      {
        "type": "address",
        "name": "user"
      },
      {
        "type": "address",
        "name": "provider"
      }
    ]
  },
  {
    "name": "TooManySettlements",
    "type": "error",
    "inputs": [
      {
        "type": "uint256",
        "name": "count"
      },
      {
        "type": "uint256",
        "name": "max"
      }
    ]
  },
  {
    "name": "TransferFailed",
    "type": "error",
    "inputs": []
  },
  {
    "type": "receive",
    "stateMutability": "payable"
  }
] as const
