// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

/// @notice A withdrawal that waits for the lock time. `processed` marks a slot that is free for reuse where a protocol
/// needs the mark.
struct Refund {
    uint256 index;
    uint256 amount;
    uint256 createdAt;
    bool processed;
}
