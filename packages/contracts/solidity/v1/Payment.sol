// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

/// @title Coins out, with all the gas there is: the callers keep their books before they pay.
library Payment {
    error TransferFailed();

    function send(address to, uint256 amount) internal {
        if (amount == 0) return;
        (bool success, ) = to.call{value: amount}("");
        if (!success) revert TransferFailed();
    }
}
