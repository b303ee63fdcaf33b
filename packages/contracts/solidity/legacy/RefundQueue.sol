// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

import {Refund} from "../shared/Refund.sol";
import {Account} from "./InferenceTypes.sol";

/// @title The refunds of one account, oldest first in `refunds[0 .. validRefundsLength)`; the slots behind are free.
/// @dev Every function keeps `pendingRefund` equal to the sum of the live refunds, and at most `balance`.
library RefundQueue {
    uint256 internal constant MAX_LIVE = 30;
    /// @dev A release gives free slots up only from this many on, to save gas.
    uint256 private constant MANY_FREE_SLOTS = 15;

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
            Refund storage item = account.refunds[i];
            if (block.timestamp >= item.createdAt + lockTime) {
                paid += item.amount;
            } else {
                _move(account, i, kept++);
            }
        }
        account.balance -= paid;
        account.pendingRefund -= paid;
        _shrink(account, kept, MANY_FREE_SLOTS);
    }

    /// @notice Turns money around that is on its way back, oldest first; more than there is turns all of it around.
    function cancel(Account storage account, uint256 amount) internal {
        if (amount == 0) return;
        uint256 live = account.validRefundsLength;
        uint256 left = amount;
        uint256 kept = 0;
        for (uint256 i = 0; i < live; ++i) {
            Refund storage item = account.refunds[i];
            uint256 taken = item.amount < left ? item.amount : left;
            left -= taken;
            item.amount -= taken;
            if (item.amount > 0) _move(account, i, kept++);
        }
        account.pendingRefund -= amount - left;
        _shrink(account, kept, 1);
    }

    /// @notice Takes `amount` of refunds, newest first, because a settlement needs it.
    function consume(Account storage account, uint256 amount) internal {
        uint256 live = account.validRefundsLength;
        uint256 left = amount;
        while (left > 0) {
            Refund storage item = account.refunds[live - 1];
            uint256 taken = item.amount < left ? item.amount : left;
            left -= taken;
            item.amount -= taken;
            if (item.amount == 0) --live;
        }
        account.pendingRefund -= amount;
        _shrink(account, live, 1);
    }

    function _move(Account storage account, uint256 from, uint256 to) private {
        if (from == to) return;
        account.refunds[to] = account.refunds[from];
        account.refunds[to].index = to;
    }

    /// @dev Frees the slots from `live` on: gives them up when there are `many`, else marks them for reuse.
    function _shrink(Account storage account, uint256 live, uint256 many) private {
        account.validRefundsLength = live;
        uint256 length = account.refunds.length;
        if (length - live >= many) {
            for (uint256 i = length; i > live; --i) account.refunds.pop();
        } else {
            for (uint256 i = live; i < length; ++i) {
                account.refunds[i].processed = true;
            }
        }
    }
}
