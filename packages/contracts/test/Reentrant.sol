// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

import {LedgerManager} from "../solidity/legacy/LedgerManager.sol";
import {InferenceServing} from "../solidity/legacy/InferenceServing.sol";
import {TEESettlementData} from "../solidity/shared/Settlement.sol";

/// @notice A service contract that is also a user, and calls the ledger again in the middle of an operation.
contract ReentrantService {
    LedgerManager private immutable _ledger = new LedgerManager();
    string public action;

    constructor() payable {
        _ledger.initialize(address(this), address(0), address(this));
        uint256[2] memory signer;
        _ledger.addLedger{value: msg.value}(signer, "");
    }

    function retrieve(string calldata during) external {
        action = during;
        _ledger.retrieveFund(new address[](1), "inference");
    }

    function processRefund(address, address) external returns (uint256, uint256, uint256) {
        bytes32 id = keccak256(bytes(action));
        if (id == keccak256("transferFund")) _ledger.transferFund(address(1), "inference", 1);
        if (id == keccak256("retrieveFund")) _ledger.retrieveFund(new address[](1), "inference");
        if (id == keccak256("deleteLedger")) _ledger.deleteLedger();
        if (id == keccak256("depositFund")) _ledger.depositFund();
        return (0, 0, 0);
    }

    function requestRefundAll(address, address) external {}
}

/// @notice A ledger that is also a provider, and settles again in the middle of a settlement.
contract ReentrantLedger {
    InferenceServing private immutable _serving = new InferenceServing();
    TEESettlementData[] private _items;

    constructor() payable {
        _serving.initialize(0, address(this), address(this));
        uint256[2] memory signer;
        _serving.addAccount{value: msg.value}(tx.origin, address(this), signer, "");
    }

    function serving() external view returns (address) {
        return address(_serving);
    }

    function settle(TEESettlementData[] calldata items) external {
        delete _items;
        for (uint256 i = 0; i < items.length; ++i) _items.push(items[i]);
        _serving.settleFeesWithTEE(items);
    }

    function spendFund(address, uint256) external {
        _serving.settleFeesWithTEE(_items);
    }

    receive() external payable {}
}

/// @notice A user whose wallet needs more gas than comes with the coins.
contract HungryWallet {
    uint256 private _received;

    receive() external payable {
        _received += msg.value;
    }

    function open(LedgerManager ledger) external payable {
        uint256[2] memory signer;
        ledger.addLedger{value: msg.value}(signer, "");
    }

    function refund(LedgerManager ledger, uint256 amount) external {
        ledger.refund(amount);
    }
}
