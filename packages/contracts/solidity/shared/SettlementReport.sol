// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

import {SettlementStatus, TEESettlementData} from "./Settlement.sol";

/// @title The verdicts over a batch, as the four lists that the network's ABI answers with.
library SettlementReport {
    function isPaid(SettlementStatus status) internal pure returns (bool) {
        return status == SettlementStatus.SUCCESS || status == SettlementStatus.PARTIAL;
    }

    /// @param unsettled What remains unpaid, per item.
    function collect(
        TEESettlementData[] calldata settlements,
        SettlementStatus[] memory statuses,
        uint256[] memory unsettled
    )
        internal
        pure
        returns (
            address[] memory failedUsers,
            SettlementStatus[] memory failureReasons,
            address[] memory partialUsers,
            uint256[] memory partialAmounts
        )
    {
        uint256 failed = 0;
        uint256 partly = 0;
        for (uint256 i = 0; i < statuses.length; ++i) {
            if (!isPaid(statuses[i])) ++failed;
            if (statuses[i] == SettlementStatus.PARTIAL) ++partly;
        }
        failedUsers = new address[](failed);
        failureReasons = new SettlementStatus[](failed);
        partialUsers = new address[](partly);
        partialAmounts = new uint256[](partly);
        for (uint256 i = statuses.length; i > 0; --i) {
            SettlementStatus status = statuses[i - 1];
            if (!isPaid(status)) {
                failedUsers[--failed] = settlements[i - 1].user;
                failureReasons[failed] = status;
            } else if (status == SettlementStatus.PARTIAL) {
                partialUsers[--partly] = settlements[i - 1].user;
                partialAmounts[partly] = unsettled[i - 1];
            }
        }
    }
}
