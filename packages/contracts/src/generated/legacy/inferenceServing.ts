// Generated from solidity/legacy by scripts/generateAbis.ts with solc 0.8.37; do not edit.
// Sources: 467cdd218bdc3a7f6420f1f32cedfa624cb052f8828802fc41cf3993488f0386
// Content: 71e4a9bcd824d8ef82daa5e4723e4a0224db29c2709f755156a0ad6ee4f462f1

export const legacyInferenceServingAbi = [
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "user",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "provider",
        "type": "address"
      }
    ],
    "name": "AccountExists",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "user",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "provider",
        "type": "address"
      }
    ],
    "name": "AccountNotExists",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "string",
        "name": "reason",
        "type": "string"
      }
    ],
    "name": "InvalidTEESignature",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "provider",
        "type": "address"
      }
    ],
    "name": "ServiceNotExist",
    "type": "error"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "user",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "provider",
        "type": "address"
      }
    ],
    "name": "TooManyRefunds",
    "type": "error"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "address",
        "name": "user",
        "type": "address"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "provider",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "amount",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "pendingRefund",
        "type": "uint256"
      }
    ],
    "name": "BalanceUpdated",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": false,
        "internalType": "address[]",
        "name": "users",
        "type": "address[]"
      },
      {
        "indexed": false,
        "internalType": "uint256[]",
        "name": "balances",
        "type": "uint256[]"
      },
      {
        "indexed": false,
        "internalType": "uint256[]",
        "name": "pendingRefunds",
        "type": "uint256[]"
      }
    ],
    "name": "BatchBalanceUpdated",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "address",
        "name": "previousOwner",
        "type": "address"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "newOwner",
        "type": "address"
      }
    ],
    "name": "OwnershipTransferred",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "address",
        "name": "user",
        "type": "address"
      },
      {
        "indexed": true,
        "internalType": "address",
        "name": "provider",
        "type": "address"
      },
      {
        "indexed": true,
        "internalType": "uint256",
        "name": "index",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "timestamp",
        "type": "uint256"
      }
    ],
    "name": "RefundRequested",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "address",
        "name": "service",
        "type": "address"
      }
    ],
    "name": "ServiceRemoved",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "address",
        "name": "service",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "string",
        "name": "serviceType",
        "type": "string"
      },
      {
        "indexed": false,
        "internalType": "string",
        "name": "url",
        "type": "string"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "inputPrice",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "outputPrice",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "updatedAt",
        "type": "uint256"
      },
      {
        "indexed": false,
        "internalType": "string",
        "name": "model",
        "type": "string"
      },
      {
        "indexed": false,
        "internalType": "string",
        "name": "verifiability",
        "type": "string"
      }
    ],
    "name": "ServiceUpdated",
    "type": "event"
  },
  {
    "anonymous": false,
    "inputs": [
      {
        "indexed": true,
        "internalType": "address",
        "name": "user",
        "type": "address"
      },
      {
        "indexed": false,
        "internalType": "enum SettlementStatus",
        "name": "status",
        "type": "uint8"
      },
      {
        "indexed": false,
        "internalType": "uint256",
        "name": "unsettledAmount",
        "type": "uint256"
      }
    ],
    "name": "TEESettlementResult",
    "type": "event"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "user",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "provider",
        "type": "address"
      }
    ],
    "name": "accountExists",
    "outputs": [
      {
        "internalType": "bool",
        "name": "",
        "type": "bool"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "provider",
        "type": "address"
      },
      {
        "internalType": "uint256[2]",
        "name": "providerPubKey",
        "type": "uint256[2]"
      }
    ],
    "name": "acknowledgeProviderSigner",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "provider",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "teeSignerAddress",
        "type": "address"
      }
    ],
    "name": "acknowledgeTEESigner",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "user",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "provider",
        "type": "address"
      },
      {
        "internalType": "uint256[2]",
        "name": "signer",
        "type": "uint256[2]"
      },
      {
        "internalType": "string",
        "name": "additionalInfo",
        "type": "string"
      }
    ],
    "name": "addAccount",
    "outputs": [],
    "stateMutability": "payable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "components": [
          {
            "internalType": "string",
            "name": "serviceType",
            "type": "string"
          },
          {
            "internalType": "string",
            "name": "url",
            "type": "string"
          },
          {
            "internalType": "string",
            "name": "model",
            "type": "string"
          },
          {
            "internalType": "string",
            "name": "verifiability",
            "type": "string"
          },
          {
            "internalType": "uint256",
            "name": "inputPrice",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "outputPrice",
            "type": "uint256"
          },
          {
            "internalType": "string",
            "name": "additionalInfo",
            "type": "string"
          }
        ],
        "internalType": "struct ServiceParams",
        "name": "params",
        "type": "tuple"
      }
    ],
    "name": "addOrUpdateService",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "user",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "provider",
        "type": "address"
      }
    ],
    "name": "deleteAccount",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "user",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "provider",
        "type": "address"
      },
      {
        "internalType": "uint256",
        "name": "cancelRetrievingAmount",
        "type": "uint256"
      }
    ],
    "name": "depositFund",
    "outputs": [],
    "stateMutability": "payable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "user",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "provider",
        "type": "address"
      }
    ],
    "name": "getAccount",
    "outputs": [
      {
        "components": [
          {
            "internalType": "address",
            "name": "user",
            "type": "address"
          },
          {
            "internalType": "address",
            "name": "provider",
            "type": "address"
          },
          {
            "internalType": "uint256",
            "name": "nonce",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "balance",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "pendingRefund",
            "type": "uint256"
          },
          {
            "internalType": "uint256[2]",
            "name": "signer",
            "type": "uint256[2]"
          },
          {
            "components": [
              {
                "internalType": "uint256",
                "name": "index",
                "type": "uint256"
              },
              {
                "internalType": "uint256",
                "name": "amount",
                "type": "uint256"
              },
              {
                "internalType": "uint256",
                "name": "createdAt",
                "type": "uint256"
              },
              {
                "internalType": "bool",
                "name": "processed",
                "type": "bool"
              }
            ],
            "internalType": "struct Refund[]",
            "name": "refunds",
            "type": "tuple[]"
          },
          {
            "internalType": "string",
            "name": "additionalInfo",
            "type": "string"
          },
          {
            "internalType": "uint256[2]",
            "name": "providerPubKey",
            "type": "uint256[2]"
          },
          {
            "internalType": "address",
            "name": "teeSignerAddress",
            "type": "address"
          },
          {
            "internalType": "uint256",
            "name": "validRefundsLength",
            "type": "uint256"
          }
        ],
        "internalType": "struct Account",
        "name": "",
        "type": "tuple"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "provider",
        "type": "address"
      },
      {
        "internalType": "uint256",
        "name": "offset",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "limit",
        "type": "uint256"
      }
    ],
    "name": "getAccountsByProvider",
    "outputs": [
      {
        "components": [
          {
            "internalType": "address",
            "name": "user",
            "type": "address"
          },
          {
            "internalType": "address",
            "name": "provider",
            "type": "address"
          },
          {
            "internalType": "uint256",
            "name": "nonce",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "balance",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "pendingRefund",
            "type": "uint256"
          },
          {
            "internalType": "uint256[2]",
            "name": "signer",
            "type": "uint256[2]"
          },
          {
            "components": [
              {
                "internalType": "uint256",
                "name": "index",
                "type": "uint256"
              },
              {
                "internalType": "uint256",
                "name": "amount",
                "type": "uint256"
              },
              {
                "internalType": "uint256",
                "name": "createdAt",
                "type": "uint256"
              },
              {
                "internalType": "bool",
                "name": "processed",
                "type": "bool"
              }
            ],
            "internalType": "struct Refund[]",
            "name": "refunds",
            "type": "tuple[]"
          },
          {
            "internalType": "string",
            "name": "additionalInfo",
            "type": "string"
          },
          {
            "internalType": "uint256[2]",
            "name": "providerPubKey",
            "type": "uint256[2]"
          },
          {
            "internalType": "address",
            "name": "teeSignerAddress",
            "type": "address"
          },
          {
            "internalType": "uint256",
            "name": "validRefundsLength",
            "type": "uint256"
          }
        ],
        "internalType": "struct Account[]",
        "name": "accounts",
        "type": "tuple[]"
      },
      {
        "internalType": "uint256",
        "name": "total",
        "type": "uint256"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "user",
        "type": "address"
      },
      {
        "internalType": "uint256",
        "name": "offset",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "limit",
        "type": "uint256"
      }
    ],
    "name": "getAccountsByUser",
    "outputs": [
      {
        "components": [
          {
            "internalType": "address",
            "name": "user",
            "type": "address"
          },
          {
            "internalType": "address",
            "name": "provider",
            "type": "address"
          },
          {
            "internalType": "uint256",
            "name": "nonce",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "balance",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "pendingRefund",
            "type": "uint256"
          },
          {
            "internalType": "uint256[2]",
            "name": "signer",
            "type": "uint256[2]"
          },
          {
            "components": [
              {
                "internalType": "uint256",
                "name": "index",
                "type": "uint256"
              },
              {
                "internalType": "uint256",
                "name": "amount",
                "type": "uint256"
              },
              {
                "internalType": "uint256",
                "name": "createdAt",
                "type": "uint256"
              },
              {
                "internalType": "bool",
                "name": "processed",
                "type": "bool"
              }
            ],
            "internalType": "struct Refund[]",
            "name": "refunds",
            "type": "tuple[]"
          },
          {
            "internalType": "string",
            "name": "additionalInfo",
            "type": "string"
          },
          {
            "internalType": "uint256[2]",
            "name": "providerPubKey",
            "type": "uint256[2]"
          },
          {
            "internalType": "address",
            "name": "teeSignerAddress",
            "type": "address"
          },
          {
            "internalType": "uint256",
            "name": "validRefundsLength",
            "type": "uint256"
          }
        ],
        "internalType": "struct Account[]",
        "name": "accounts",
        "type": "tuple[]"
      },
      {
        "internalType": "uint256",
        "name": "total",
        "type": "uint256"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "offset",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "limit",
        "type": "uint256"
      }
    ],
    "name": "getAllAccounts",
    "outputs": [
      {
        "components": [
          {
            "internalType": "address",
            "name": "user",
            "type": "address"
          },
          {
            "internalType": "address",
            "name": "provider",
            "type": "address"
          },
          {
            "internalType": "uint256",
            "name": "nonce",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "balance",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "pendingRefund",
            "type": "uint256"
          },
          {
            "internalType": "uint256[2]",
            "name": "signer",
            "type": "uint256[2]"
          },
          {
            "components": [
              {
                "internalType": "uint256",
                "name": "index",
                "type": "uint256"
              },
              {
                "internalType": "uint256",
                "name": "amount",
                "type": "uint256"
              },
              {
                "internalType": "uint256",
                "name": "createdAt",
                "type": "uint256"
              },
              {
                "internalType": "bool",
                "name": "processed",
                "type": "bool"
              }
            ],
            "internalType": "struct Refund[]",
            "name": "refunds",
            "type": "tuple[]"
          },
          {
            "internalType": "string",
            "name": "additionalInfo",
            "type": "string"
          },
          {
            "internalType": "uint256[2]",
            "name": "providerPubKey",
            "type": "uint256[2]"
          },
          {
            "internalType": "address",
            "name": "teeSignerAddress",
            "type": "address"
          },
          {
            "internalType": "uint256",
            "name": "validRefundsLength",
            "type": "uint256"
          }
        ],
        "internalType": "struct Account[]",
        "name": "accounts",
        "type": "tuple[]"
      },
      {
        "internalType": "uint256",
        "name": "total",
        "type": "uint256"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "getAllServices",
    "outputs": [
      {
        "components": [
          {
            "internalType": "address",
            "name": "provider",
            "type": "address"
          },
          {
            "internalType": "string",
            "name": "serviceType",
            "type": "string"
          },
          {
            "internalType": "string",
            "name": "url",
            "type": "string"
          },
          {
            "internalType": "uint256",
            "name": "inputPrice",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "outputPrice",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "updatedAt",
            "type": "uint256"
          },
          {
            "internalType": "string",
            "name": "model",
            "type": "string"
          },
          {
            "internalType": "string",
            "name": "verifiability",
            "type": "string"
          },
          {
            "internalType": "string",
            "name": "additionalInfo",
            "type": "string"
          }
        ],
        "internalType": "struct Service[]",
        "name": "services",
        "type": "tuple[]"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address[]",
        "name": "users",
        "type": "address[]"
      }
    ],
    "name": "getBatchAccountsByUsers",
    "outputs": [
      {
        "components": [
          {
            "internalType": "address",
            "name": "user",
            "type": "address"
          },
          {
            "internalType": "address",
            "name": "provider",
            "type": "address"
          },
          {
            "internalType": "uint256",
            "name": "nonce",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "balance",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "pendingRefund",
            "type": "uint256"
          },
          {
            "internalType": "uint256[2]",
            "name": "signer",
            "type": "uint256[2]"
          },
          {
            "components": [
              {
                "internalType": "uint256",
                "name": "index",
                "type": "uint256"
              },
              {
                "internalType": "uint256",
                "name": "amount",
                "type": "uint256"
              },
              {
                "internalType": "uint256",
                "name": "createdAt",
                "type": "uint256"
              },
              {
                "internalType": "bool",
                "name": "processed",
                "type": "bool"
              }
            ],
            "internalType": "struct Refund[]",
            "name": "refunds",
            "type": "tuple[]"
          },
          {
            "internalType": "string",
            "name": "additionalInfo",
            "type": "string"
          },
          {
            "internalType": "uint256[2]",
            "name": "providerPubKey",
            "type": "uint256[2]"
          },
          {
            "internalType": "address",
            "name": "teeSignerAddress",
            "type": "address"
          },
          {
            "internalType": "uint256",
            "name": "validRefundsLength",
            "type": "uint256"
          }
        ],
        "internalType": "struct Account[]",
        "name": "accounts",
        "type": "tuple[]"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "user",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "provider",
        "type": "address"
      }
    ],
    "name": "getPendingRefund",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "",
        "type": "uint256"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "provider",
        "type": "address"
      }
    ],
    "name": "getService",
    "outputs": [
      {
        "components": [
          {
            "internalType": "address",
            "name": "provider",
            "type": "address"
          },
          {
            "internalType": "string",
            "name": "serviceType",
            "type": "string"
          },
          {
            "internalType": "string",
            "name": "url",
            "type": "string"
          },
          {
            "internalType": "uint256",
            "name": "inputPrice",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "outputPrice",
            "type": "uint256"
          },
          {
            "internalType": "uint256",
            "name": "updatedAt",
            "type": "uint256"
          },
          {
            "internalType": "string",
            "name": "model",
            "type": "string"
          },
          {
            "internalType": "string",
            "name": "verifiability",
            "type": "string"
          },
          {
            "internalType": "string",
            "name": "additionalInfo",
            "type": "string"
          }
        ],
        "internalType": "struct Service",
        "name": "service",
        "type": "tuple"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "_locktime",
        "type": "uint256"
      },
      {
        "internalType": "address",
        "name": "_ledgerAddress",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "owner",
        "type": "address"
      }
    ],
    "name": "initialize",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "initialized",
    "outputs": [
      {
        "internalType": "bool",
        "name": "",
        "type": "bool"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "ledgerAddress",
    "outputs": [
      {
        "internalType": "address",
        "name": "",
        "type": "address"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "lockTime",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "",
        "type": "uint256"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "owner",
    "outputs": [
      {
        "internalType": "address",
        "name": "",
        "type": "address"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "components": [
          {
            "internalType": "address",
            "name": "user",
            "type": "address"
          },
          {
            "internalType": "address",
            "name": "provider",
            "type": "address"
          },
          {
            "internalType": "uint256",
            "name": "totalFee",
            "type": "uint256"
          },
          {
            "internalType": "bytes32",
            "name": "requestsHash",
            "type": "bytes32"
          },
          {
            "internalType": "uint256",
            "name": "nonce",
            "type": "uint256"
          },
          {
            "internalType": "bytes",
            "name": "signature",
            "type": "bytes"
          }
        ],
        "internalType": "struct TEESettlementData[]",
        "name": "settlements",
        "type": "tuple[]"
      }
    ],
    "name": "previewSettlementResults",
    "outputs": [
      {
        "internalType": "address[]",
        "name": "failedUsers",
        "type": "address[]"
      },
      {
        "internalType": "enum SettlementStatus[]",
        "name": "failureReasons",
        "type": "uint8[]"
      },
      {
        "internalType": "address[]",
        "name": "partialUsers",
        "type": "address[]"
      },
      {
        "internalType": "uint256[]",
        "name": "partialAmounts",
        "type": "uint256[]"
      }
    ],
    "stateMutability": "view",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "user",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "provider",
        "type": "address"
      }
    ],
    "name": "processRefund",
    "outputs": [
      {
        "internalType": "uint256",
        "name": "totalAmount",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "balance",
        "type": "uint256"
      },
      {
        "internalType": "uint256",
        "name": "pendingRefund",
        "type": "uint256"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "removeService",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [],
    "name": "renounceOwnership",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "user",
        "type": "address"
      },
      {
        "internalType": "address",
        "name": "provider",
        "type": "address"
      }
    ],
    "name": "requestRefundAll",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "components": [
          {
            "internalType": "address",
            "name": "user",
            "type": "address"
          },
          {
            "internalType": "address",
            "name": "provider",
            "type": "address"
          },
          {
            "internalType": "uint256",
            "name": "totalFee",
            "type": "uint256"
          },
          {
            "internalType": "bytes32",
            "name": "requestsHash",
            "type": "bytes32"
          },
          {
            "internalType": "uint256",
            "name": "nonce",
            "type": "uint256"
          },
          {
            "internalType": "bytes",
            "name": "signature",
            "type": "bytes"
          }
        ],
        "internalType": "struct TEESettlementData[]",
        "name": "settlements",
        "type": "tuple[]"
      }
    ],
    "name": "settleFeesWithTEE",
    "outputs": [
      {
        "internalType": "address[]",
        "name": "failedUsers",
        "type": "address[]"
      },
      {
        "internalType": "enum SettlementStatus[]",
        "name": "failureReasons",
        "type": "uint8[]"
      },
      {
        "internalType": "address[]",
        "name": "partialUsers",
        "type": "address[]"
      },
      {
        "internalType": "uint256[]",
        "name": "partialAmounts",
        "type": "uint256[]"
      }
    ],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "address",
        "name": "newOwner",
        "type": "address"
      }
    ],
    "name": "transferOwnership",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  },
  {
    "inputs": [
      {
        "internalType": "uint256",
        "name": "_locktime",
        "type": "uint256"
      }
    ],
    "name": "updateLockTime",
    "outputs": [],
    "stateMutability": "nonpayable",
    "type": "function"
  }
] as const
