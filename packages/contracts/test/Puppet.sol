// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

/// @notice A wallet, provider and service contract in one, which does as it is told, also in the middle of being called.
contract Puppet {
    address private _target;
    bytes private _data;
    /// @notice What the call in the middle came to: nothing while none was made, else its success and what it gave back.
    bytes public outcome;

    constructor() payable {}

    /// @notice The call to make when coins or a question come in.
    function arm(address target, bytes calldata data) external {
        _target = target;
        _data = data;
        delete outcome;
    }

    /// @notice Calls from here, and passes on what came of it.
    function run(address target, uint256 value, bytes calldata data) external {
        (bool success, bytes memory answer) = target.call{value: value}(data);
        if (success) return;
        assembly ("memory-safe") {
            revert(add(answer, 32), mload(answer))
        }
    }

    function supportsInterface(bytes4 id) external pure returns (bool) {
        return id != 0xffffffff;
    }

    function accountExists(address, address) external pure returns (bool) {
        return true;
    }

    function processRefund(address, address) external returns (uint256, uint256, uint256) {
        _act();
        return (0, 0, 0);
    }

    function requestRefundAll(address, address) external {}

    receive() external payable {
        _act();
    }

    function _act() private {
        if (_target == address(0)) return;
        (bool success, bytes memory answer) = _target.call(_data);
        outcome = abi.encode(success, answer);
    }
}
