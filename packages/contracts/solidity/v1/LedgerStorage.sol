// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";

/// @notice A user's main account. `totalBalance` is what is available plus all that stands in service contracts.
struct Ledger {
    address user;
    uint256 availableBalance;
    uint256 totalBalance;
    string additionalInfo;
}

/// @notice What the registry keeps of one service contract.
struct Registration {
    string serviceType;
    string version;
    string fullName;
    string description;
    uint256 registeredAt;
}

/// @title Where the ledger's state stands: at an ERC-7201 slot, which a later version of the code finds again.
library LedgerStorage {
    struct Layout {
        mapping(address user => Ledger) ledgers;
        mapping(address user => bool) locked;
        mapping(address user => mapping(address service => EnumerableSet.AddressSet)) providers;
        EnumerableSet.AddressSet users;
        EnumerableSet.AddressSet services;
        mapping(address service => Registration) registrations;
        mapping(string fullName => address) serviceOfName;
        mapping(string serviceType => address[]) servicesOfType;
        mapping(string serviceType => address) recommended;
    }

    /// @dev keccak256(abi.encode(uint256(keccak256("0g.serving.ledger")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant SLOT = 0x0bb5d42557ea6926c17416c5b1c1c29c28d9006d6f713295a2d385f07156ed00;

    function get() internal pure returns (Layout storage state) {
        assembly {
            state.slot := SLOT
        }
    }
}
