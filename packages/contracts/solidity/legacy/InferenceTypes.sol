// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

/// @notice A withdrawal that waits for the lock time. `processed` marks a slot that is free for reuse.
struct Refund {
    uint256 index;
    uint256 amount;
    uint256 createdAt;
    bool processed;
}

/// @notice One provider's share of a user's money. The live refunds are the first `validRefundsLength` ones.
struct Account {
    address user;
    address provider;
    uint256 nonce;
    uint256 balance;
    uint256 pendingRefund;
    uint256[2] signer;
    Refund[] refunds;
    string additionalInfo;
    uint256[2] providerPubKey;
    address teeSignerAddress;
    uint256 validRefundsLength;
}

/// @notice What a provider gives to register. Prices in neuron per token.
struct ServiceParams {
    string serviceType;
    string url;
    string model;
    string verifiability;
    uint256 inputPrice;
    uint256 outputPrice;
    string additionalInfo;
}

/// @notice A registered offer. `updatedAt` in seconds since the epoch.
struct Service {
    address provider;
    string serviceType;
    string url;
    uint256 inputPrice;
    uint256 outputPrice;
    uint256 updatedAt;
    string model;
    string verifiability;
    string additionalInfo;
}

/// @notice What the TEE signed: this user owes this provider this fee for the requests under this hash.
struct TEESettlementData {
    address user;
    address provider;
    uint256 totalFee;
    bytes32 requestsHash;
    uint256 nonce;
    bytes signature;
}

enum SettlementStatus {
    SUCCESS,
    PARTIAL,
    PROVIDER_MISMATCH,
    NO_TEE_SIGNER,
    INVALID_NONCE,
    INVALID_SIGNATURE
}
