// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";
import {Account, Service} from "./InferenceTypes.sol";

/// @title Where the state stands: at an ERC-7201 slot, which a later version of the code finds again.
library InferenceStorage {
    struct Layout {
        uint256 lockTime;
        address ledgerAddress;
        mapping(bytes32 key => Account) accounts;
        EnumerableSet.Bytes32Set keys;
        mapping(address user => EnumerableSet.Bytes32Set) keysOfUser;
        mapping(address provider => EnumerableSet.Bytes32Set) keysOfProvider;
        mapping(address provider => Service) services;
        mapping(address provider => uint256) stakes;
        EnumerableSet.AddressSet providers;
    }

    /// @dev keccak256(abi.encode(uint256(keccak256("0g.serving.inference.v1.0")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant SLOT = 0xdfd123095cdedb1cecbc229b30f7cf8745fb3d3951645ac4a8fa4c0895f89500;

    function get() internal pure returns (Layout storage state) {
        assembly {
            state.slot := SLOT
        }
    }
}
