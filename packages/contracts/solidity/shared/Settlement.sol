// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

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
