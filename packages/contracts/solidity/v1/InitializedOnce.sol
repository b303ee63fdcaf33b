// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

/// @title A contract that stands behind proxies: each of them is initialized once, the contract itself never.
abstract contract InitializedOnce {
    event Initialized(uint8 version);

    error AlreadyInitialized();

    bool public initialized;

    /// @dev Who deploys a proxy takes it over by `initialize`; nobody may take over the code behind it.
    constructor() {
        initialized = true;
        emit Initialized(type(uint8).max);
    }

    modifier once() {
        if (initialized) revert AlreadyInitialized();
        initialized = true;
        _;
        emit Initialized(1);
    }
}
