// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

/// @title Limits that accounts, services and settlements share.
library Limits {
    error LimitTooLarge(uint256 limit, uint256 max);

    uint256 private constant MAX_PAGE = 50;

    /// @param limit Zero for the most there may be.
    function pageLimit(uint256 limit) internal pure returns (uint256) {
        if (limit > MAX_PAGE) revert LimitTooLarge(limit, MAX_PAGE);
        return limit == 0 ? MAX_PAGE : limit;
    }
}
