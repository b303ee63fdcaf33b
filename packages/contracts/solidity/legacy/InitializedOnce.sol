// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

/// @title A contract whose `initialize` runs once, in a call of its own, because it stands behind a beacon proxy.
abstract contract InitializedOnce {
    bool public initialized;

    modifier once() {
        require(!initialized, "Initializable: already initialized");
        initialized = true;
        _;
    }
}
