// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {ReentrancyGuard} from "@openzeppelin/contracts/security/ReentrancyGuard.sol";
import {SettlementStatus, TEESettlementData} from "../shared/Settlement.sol";
import {SettlementReport} from "../shared/SettlementReport.sol";
import {Accounts} from "./Accounts.sol";
import {Account} from "./InferenceTypes.sol";
import {InitializedOnce} from "./InitializedOnce.sol";
import {ILedger} from "./IServing.sol";
import {Payment} from "./Payment.sol";
import {RefundQueue} from "./RefundQueue.sol";
import {Services} from "./Services.sol";
import {SettlementSignature} from "./SettlementSignature.sol";

/// @title Inference accounts, offers and settlements, `legacy` protocol. All amounts in neuron (wei).
/// @notice One behaviour differs on purpose from the contract that the network ran in autumn 2025, with the same ABI
/// (`Accounts` names another): a refund that a settlement has used up leaves the queue. There it stayed, and was paid
/// a second time out of the remaining balance, or blocked every later withdrawal.
contract InferenceServing is Ownable, ReentrancyGuard, InitializedOnce, Accounts, Services {
    using RefundQueue for Account;
    using SettlementSignature for TEESettlementData;

    event TEESettlementResult(address indexed user, SettlementStatus status, uint256 unsettledAmount);

    /// @dev Declared by the network's ABI; a bad signature is a status.
    error InvalidTEESignature(string reason);

    function initialize(uint256 _locktime, address _ledgerAddress, address owner) external once {
        _transferOwnership(owner);
        lockTime = _locktime;
        ledgerAddress = _ledgerAddress;
    }

    /// @param _locktime Seconds; counts at once, also for refunds already requested.
    function updateLockTime(uint256 _locktime) external onlyOwner {
        lockTime = _locktime;
    }

    /// @notice The caller, a provider, collects fees that its TEE signed. A refused item is reported and skipped; an
    /// item without an account reverts the whole batch.
    /// @return failedUsers Users of the refused items, in order.
    /// @return failureReasons Their statuses.
    /// @return partialUsers Users whose balance didn't cover the fee, and is now zero.
    /// @return partialAmounts What remained unpaid, per partial user.
    function settleFeesWithTEE(
        TEESettlementData[] calldata settlements
    )
        external
        nonReentrant
        returns (
            address[] memory failedUsers,
            SettlementStatus[] memory failureReasons,
            address[] memory partialUsers,
            uint256[] memory partialAmounts
        )
    {
        require(settlements.length > 0, "No settlements provided");
        SettlementStatus[] memory statuses = new SettlementStatus[](settlements.length);
        uint256[] memory unsettled = new uint256[](settlements.length);
        uint256 payout = 0;
        for (uint256 i = 0; i < settlements.length; ++i) {
            (statuses[i], unsettled[i]) = _judge(settlements[i]);
            if (SettlementReport.isPaid(statuses[i])) {
                payout += _settle(settlements[i], settlements[i].totalFee - unsettled[i]);
            }
            emit TEESettlementResult(settlements[i].user, statuses[i], unsettled[i]);
        }
        Payment.send(msg.sender, payout);
        return SettlementReport.collect(settlements, statuses, unsettled);
    }

    /// @notice What `settleFeesWithTEE` would answer the caller, each item judged on its own against the present state.
    function previewSettlementResults(
        TEESettlementData[] calldata settlements
    )
        external
        view
        returns (
            address[] memory failedUsers,
            SettlementStatus[] memory failureReasons,
            address[] memory partialUsers,
            uint256[] memory partialAmounts
        )
    {
        require(settlements.length > 0, "No settlements provided");
        SettlementStatus[] memory statuses = new SettlementStatus[](settlements.length);
        uint256[] memory unsettled = new uint256[](settlements.length);
        for (uint256 i = 0; i < settlements.length; ++i) {
            (statuses[i], unsettled[i]) = _judge(settlements[i]);
        }
        return SettlementReport.collect(settlements, statuses, unsettled);
    }

    function _judge(
        TEESettlementData calldata item
    ) private view returns (SettlementStatus status, uint256 unsettled) {
        if (item.provider != msg.sender) return (SettlementStatus.PROVIDER_MISMATCH, item.totalFee);
        Account storage account = _account(item.user, msg.sender);
        address signer = account.teeSignerAddress;
        if (signer == address(0)) return (SettlementStatus.NO_TEE_SIGNER, item.totalFee);
        if (account.nonce >= item.nonce) return (SettlementStatus.INVALID_NONCE, item.totalFee);
        if (item.recover() != signer) return (SettlementStatus.INVALID_SIGNATURE, item.totalFee);
        if (account.balance < item.totalFee) {
            return (SettlementStatus.PARTIAL, item.totalFee - account.balance);
        }
        return (SettlementStatus.SUCCESS, 0);
    }

    /// @dev Free money goes first, then refunds from the newest to the oldest.
    function _settle(TEESettlementData calldata item, uint256 amount) private returns (uint256) {
        Account storage account = _account(item.user, msg.sender);
        account.nonce = item.nonce;
        if (amount == 0) return 0;
        uint256 free = account.balance - account.pendingRefund;
        if (amount > free) account.consume(amount - free);
        account.balance -= amount;
        ILedger(ledgerAddress).spendFund(item.user, amount);
        _emitBalance(account);
        return amount;
    }
}
