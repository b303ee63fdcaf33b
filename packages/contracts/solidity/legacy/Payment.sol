// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

/// @title Coins out, with no more gas than the 2300 that come with them: the receiver can't call back.
library Payment {
    function send(address to, uint256 amount) internal {
        if (amount == 0) return;
        (bool success, bytes memory reason) = to.call{value: amount, gas: 0}("");
        if (success) return;
        assembly ("memory-safe") {
            revert(add(reason, 32), mload(reason))
        }
    }
}
