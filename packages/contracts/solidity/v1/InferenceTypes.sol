// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

import {Refund} from "../shared/Refund.sol";

/// @notice One provider's share of a user's money. The live refunds are the first `validRefundsLength` ones.
/// `generation` and `revokedBitmap` say which session tokens are dead.
struct Account {
    address user;
    address provider;
    uint256 nonce;
    uint256 balance;
    uint256 pendingRefund;
    Refund[] refunds;
    string additionalInfo;
    bool acknowledged;
    uint256 validRefundsLength;
    uint256 generation;
    uint256 revokedBitmap;
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
    address teeSignerAddress;
}

/// @notice A registered offer. `updatedAt` in seconds since the epoch. The contract's owner acknowledges the signer.
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
    address teeSignerAddress;
    bool teeSignerAcknowledged;
}
