// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

import {Refund} from "../shared/Refund.sol";
import {Account} from "./InferenceTypes.sol";

/// @title The refunds of one account, oldest first in `refunds[0 .. validRefundsLength)`; the slots behind are free.
/// @dev Every function keeps `pendingRefund` equal to the sum of the live refunds, and at most `balance`. The array
/// never shrinks: its slots are paid for.
library RefundQueue {
    uint256 private constant MAX_LIVE = 5;

    /// @notice Books a refund of everything that isn't on its way back yet.
    /// @return booked False when the queue is full; true also when there was nothing to book.
    function request(Account storage account) internal returns (bool booked) {
        uint256 amount = account.balance - account.pendingRefund;
        if (amount == 0) return true;
        uint256 slot = account.validRefundsLength;
        if (slot >= MAX_LIVE) return false;
        if (slot == account.refunds.length) account.refunds.push();
        account.refunds[slot] = Refund(slot, amount, block.timestamp, false);
        account.validRefundsLength = slot + 1;
        account.pendingRefund += amount;
        return true;
    }

    /// @notice Takes every refund that is old enough out of the account.
    function release(Account storage account, uint256 lockTime) internal returns (uint256 paid) {
        uint256 live = account.validRefundsLength;
        uint256 kept = 0;
        for (uint256 i = 0; i < live; ++i) {
            Refund memory item = account.refunds[i];
            if (block.timestamp >= item.createdAt + lockTime) {
                paid += item.amount;
                continue;
            }
            if (i != kept) account.refunds[kept] = Refund(kept, item.amount, item.createdAt, false);
            ++kept;
        }
        account.balance -= paid;
        account.pendingRefund -= paid;
        account.validRefundsLength = kept;
    }

    /// @notice Takes `amount` off the refunds, newest first; more than there is takes all of them.
    function shorten(Account storage account, uint256 amount) internal {
        uint256 live = account.validRefundsLength;
        uint256 left = amount;
        while (left > 0 && live > 0) {
            Refund storage item = account.refunds[live - 1];
            uint256 taken = item.amount < left ? item.amount : left;
            left -= taken;
            item.amount -= taken;
            if (item.amount == 0) --live;
        }
        account.pendingRefund -= amount - left;
        account.validRefundsLength = live;
    }
}
