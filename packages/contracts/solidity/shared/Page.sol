// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

/// @title How many items stand on a page of a list.
library Page {
    /// @param limit Zero for all that follow `offset`.
    function size(uint256 total, uint256 offset, uint256 limit) internal pure returns (uint256) {
        uint256 left = offset < total ? total - offset : 0;
        return limit == 0 || limit > left ? left : limit;
    }
}
