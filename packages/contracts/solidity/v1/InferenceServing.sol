// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {ERC165} from "@openzeppelin/contracts/utils/introspection/ERC165.sol";
import {SettlementStatus, TEESettlementData} from "../shared/Settlement.sol";
import {SettlementReport} from "../shared/SettlementReport.sol";
import {InferenceStorage} from "./InferenceStorage.sol";
import {Account, Service} from "./InferenceTypes.sol";
import {InitializedOnce} from "./InitializedOnce.sol";
import {ILedger, IServing} from "./IServing.sol";
import {Payment} from "./Payment.sol";
import {RefundQueue} from "./RefundQueue.sol";
import {Services} from "./Services.sol";
import {SettlementSignature} from "./SettlementSignature.sol";
import {Tokens} from "./Tokens.sol";

/// @title Inference accounts, offers and settlements, `v1` protocol. All amounts in neuron (wei).
contract InferenceServing is Ownable, InitializedOnce, Services, Tokens, SettlementSignature, ERC165 {
    using RefundQueue for Account;

    event ContractInitialized(address indexed owner, uint256 lockTime, address ledgerAddress);
    event LockTimeUpdated(uint256 oldLockTime, uint256 newLockTime);
    event TEESettlementResult(address indexed user, SettlementStatus status, uint256 unsettledAmount);

    error DirectDepositsDisabled();
    error LockTimeOutOfRange(uint256 lockTime, uint256 min, uint256 max);
    error NoSettlementsProvided();
    error TooManySettlements(uint256 count, uint256 max);
    /// @dev Declared by the network's ABI; a bad signature is a status.
    error InvalidTEESignature(string reason);

    uint256 public constant MIN_LOCKTIME = 1 hours;
    uint256 public constant MAX_LOCKTIME = 7 days;

    uint256 private constant MAX_SETTLEMENTS = 50;

    modifier sizedBatch(TEESettlementData[] calldata settlements) {
        if (settlements.length == 0) revert NoSettlementsProvided();
        if (settlements.length > MAX_SETTLEMENTS) {
            revert TooManySettlements(settlements.length, MAX_SETTLEMENTS);
        }
        _;
    }

    function initialize(uint256 _locktime, address _ledgerAddress, address owner) external once {
        _checkLockTime(_locktime);
        _transferOwnership(owner);
        InferenceStorage.Layout storage state = InferenceStorage.get();
        state.lockTime = _locktime;
        state.ledgerAddress = _ledgerAddress;
        emit ContractInitialized(owner, _locktime, _ledgerAddress);
    }

    receive() external payable {
        revert DirectDepositsDisabled();
    }

    /// @param _locktime Seconds; counts at once, also for refunds already requested.
    function updateLockTime(uint256 _locktime) external onlyOwner {
        _checkLockTime(_locktime);
        emit LockTimeUpdated(lockTime(), _locktime);
        InferenceStorage.get().lockTime = _locktime;
    }

    function supportsInterface(bytes4 interfaceId) public view override returns (bool) {
        return interfaceId == type(IServing).interfaceId || super.supportsInterface(interfaceId);
    }

    /// @notice The caller, a provider, collects fees that its TEE signed. A refused item is reported and skipped.
    /// @return statuses One per item, in order.
    function settleFeesWithTEE(
        TEESettlementData[] calldata settlements
    ) external nonReentrant sizedBatch(settlements) returns (SettlementStatus[] memory statuses) {
        statuses = new SettlementStatus[](settlements.length);
        uint256 payout = 0;
        for (uint256 i = 0; i < settlements.length; ++i) {
            (SettlementStatus status, uint256 unsettled) = _judge(settlements[i]);
            if (SettlementReport.isPaid(status)) {
                payout += _settle(settlements[i], settlements[i].totalFee - unsettled);
            }
            statuses[i] = status;
            emit TEESettlementResult(settlements[i].user, status, unsettled);
        }
        Payment.send(msg.sender, payout);
    }

    /// @notice What `settleFeesWithTEE` would answer the caller, each item judged on its own against the present state.
    /// @return failedUsers Users of the refused items, in order.
    /// @return failureReasons Their statuses.
    /// @return partialUsers Users whose balance doesn't cover the fee.
    /// @return partialAmounts What would remain unpaid, per partial user.
    function previewSettlementResults(
        TEESettlementData[] calldata settlements
    )
        external
        view
        sizedBatch(settlements)
        returns (
            address[] memory failedUsers,
            SettlementStatus[] memory failureReasons,
            address[] memory partialUsers,
            uint256[] memory partialAmounts
        )
    {
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
        status = _refusal(item);
        if (status != SettlementStatus.SUCCESS) return (status, item.totalFee);
        uint256 balance = _account(item.user, msg.sender).balance;
        if (balance < item.totalFee) return (SettlementStatus.PARTIAL, item.totalFee - balance);
    }

    /// @return The first reason against an item; SUCCESS when there is none.
    function _refusal(TEESettlementData calldata item) private view returns (SettlementStatus) {
        if (item.provider != msg.sender) return SettlementStatus.PROVIDER_MISMATCH;
        if (!accountExists(item.user, msg.sender)) return SettlementStatus.INVALID_SIGNATURE;
        if (!serviceExists(msg.sender)) return SettlementStatus.PROVIDER_MISMATCH;
        Account storage account = _account(item.user, msg.sender);
        Service storage service = _service(msg.sender);
        address signer = service.teeSignerAddress;
        if (!account.acknowledged || !service.teeSignerAcknowledged || signer == address(0)) {
            return SettlementStatus.NO_TEE_SIGNER;
        }
        if (account.nonce >= item.nonce) return SettlementStatus.INVALID_NONCE;
        if (_signerOf(item) != signer) return SettlementStatus.INVALID_SIGNATURE;
        return SettlementStatus.SUCCESS;
    }

    /// @dev Free money goes first, then refunds from the newest to the oldest.
    function _settle(TEESettlementData calldata item, uint256 amount) private returns (uint256) {
        Account storage account = _account(item.user, msg.sender);
        account.nonce = item.nonce;
        if (amount == 0) return 0;
        uint256 free = account.balance - account.pendingRefund;
        if (amount > free) account.shorten(amount - free);
        account.balance -= amount;
        ILedger(ledgerAddress()).spendFund(item.user, amount);
        _emitBalance(account);
        return amount;
    }

    function _checkLockTime(uint256 value) private pure {
        if (value < MIN_LOCKTIME || value > MAX_LOCKTIME) {
            revert LockTimeOutOfRange(value, MIN_LOCKTIME, MAX_LOCKTIME);
        }
    }
}
