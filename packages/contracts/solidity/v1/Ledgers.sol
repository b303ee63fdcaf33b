// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";
import {IServing} from "./IServing.sol";
import {Ledger, LedgerStorage} from "./LedgerStorage.sol";
import {ServiceRegistry} from "./ServiceRegistry.sol";

/// @title Which ledgers there are, and which providers each of them pays.
abstract contract Ledgers is ServiceRegistry {
    using EnumerableSet for EnumerableSet.AddressSet;

    error LedgerExists(address user);
    error LedgerLocked();
    error LedgerNotExists(address user);
    error TooManyProvidersForService(uint256 current, uint256 maximum);

    uint256 public constant MAX_PROVIDERS_PER_USER_PER_SERVICE = 50;

    /// @dev One operation at a time per user: what a service contract or a wallet does in the middle of one can't begin
    /// another on half-kept books.
    modifier locking(address user) {
        LedgerStorage.Layout storage state = LedgerStorage.get();
        if (state.locked[user]) revert LedgerLocked();
        state.locked[user] = true;
        _;
        state.locked[user] = false;
    }

    function _open(address user) internal returns (Ledger storage ledger) {
        LedgerStorage.Layout storage state = LedgerStorage.get();
        if (!state.users.add(user)) revert LedgerExists(user);
        ledger = state.ledgers[user];
        ledger.user = user;
        ledger.availableBalance = msg.value;
        ledger.totalBalance = msg.value;
    }

    /// @dev Nothing is lost when a service contract fails here: the accounts are empty.
    function _delete(address user) internal {
        LedgerStorage.Layout storage state = LedgerStorage.get();
        for (uint256 i = 0; i < state.services.length(); ++i) {
            address service = state.services.at(i);
            EnumerableSet.AddressSet storage providers = state.providers[user][service];
            for (uint256 left = providers.length(); left > 0; --left) {
                address provider = providers.at(left - 1);
                providers.remove(provider);
                try IServing(service).deleteAccount(user, provider) {} catch {}
            }
        }
        delete state.ledgers[user];
        state.users.remove(user);
    }

    function _addProvider(address service, address provider) internal {
        EnumerableSet.AddressSet storage providers = LedgerStorage.get().providers[msg.sender][service];
        uint256 current = providers.length();
        if (current >= MAX_PROVIDERS_PER_USER_PER_SERVICE && !providers.contains(provider)) {
            revert TooManyProvidersForService(current, MAX_PROVIDERS_PER_USER_PER_SERVICE);
        }
        providers.add(provider);
    }

    function _existing(address user) internal view returns (Ledger storage) {
        LedgerStorage.Layout storage state = LedgerStorage.get();
        if (!state.users.contains(user)) revert LedgerNotExists(user);
        return state.ledgers[user];
    }
}
