// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";
import {Page} from "../shared/Page.sol";
import {InitializedOnce} from "./InitializedOnce.sol";
import {IServing} from "./IServing.sol";
import {Ledgers} from "./Ledgers.sol";
import {Ledger, LedgerStorage} from "./LedgerStorage.sol";
import {Payment} from "./Payment.sol";

/// @title Main accounts of the network, `v1` protocol. All amounts in neuron (wei).
/// @notice A ledger's `totalBalance` is what it has available plus what its sub-accounts hold in service contracts.
contract LedgerManager is Ownable, InitializedOnce, Ledgers {
    using EnumerableSet for EnumerableSet.AddressSet;

    event FundSpent(address indexed user, address indexed service, uint256 amount);
    event LedgerInfoUpdated(address indexed user, string additionalInfo);

    error AdditionalInfoTooLong(uint256 length, uint256 max);
    error CallFailed();
    error CallerNotRegisteredService(address caller);
    error DirectDepositsDisabled();
    error InsufficientAvailableBalance(uint256 available, uint256 required);
    error InsufficientBalance(address user);
    error MinimumDepositRequired(uint256 provided, uint256 required);
    error MustWithdrawAllFundsFirst(uint256 remainingBalance);
    error TooManyProviders(uint256 requested, uint256 maximum);
    error ZeroAddressNotAllowed();
    error ZeroAmountNotAllowed();

    uint256 public constant MAX_ADDITIONAL_INFO_LENGTH = 4096;
    uint256 public constant MAX_PROVIDERS_PER_BATCH = 20;

    /// @notice The least deposit that opens a ledger, and the least that a refund may leave in one.
    uint256 public immutable MIN_ACCOUNT_BALANCE;
    /// @notice The least first transfer to a provider.
    uint256 public immutable MIN_TRANSFER_AMOUNT;

    uint256 private constant DEFAULT_PAGE = 50;

    modifier onlyServices() {
        if (!_isRegistered(msg.sender)) revert CallerNotRegisteredService(msg.sender);
        _;
    }

    /// @dev Immutables, because networks differ in the minimums, and behind a proxy they cost no storage.
    constructor(uint256 minAccountBalance, uint256 minTransferAmount) {
        MIN_ACCOUNT_BALANCE = minAccountBalance;
        MIN_TRANSFER_AMOUNT = minTransferAmount;
    }

    function initialize(address owner) external once {
        _transferOwnership(owner);
    }

    /// @notice Refunds of service contracts come in here.
    receive() external payable {
        if (!_isRegistered(msg.sender)) revert DirectDepositsDisabled();
    }

    function getLedger(address user) external view returns (Ledger memory) {
        return _existing(user);
    }

    /// @param limit Zero for 50; no maximum.
    function getAllLedgers(
        uint256 offset,
        uint256 limit
    ) external view returns (Ledger[] memory ledgers, uint256 total) {
        LedgerStorage.Layout storage state = LedgerStorage.get();
        total = state.users.length();
        uint256 size = Page.size(total, offset, limit == 0 ? DEFAULT_PAGE : limit);
        ledgers = new Ledger[](size);
        for (uint256 i = 0; i < size; ++i) ledgers[i] = state.ledgers[state.users.at(offset + i)];
    }

    function getLedgerProviders(
        address user,
        string calldata serviceName
    ) external view returns (address[] memory) {
        return LedgerStorage.get().providers[user][address(_serviceOf(serviceName))].values();
    }

    /// @notice Opens the caller's ledger.
    function addLedger(
        string calldata additionalInfo
    ) external payable locking(msg.sender) returns (uint256, uint256) {
        _checkMinimum(msg.value, MIN_ACCOUNT_BALANCE);
        _checkLength(additionalInfo);
        _open(msg.sender).additionalInfo = additionalInfo;
        return (msg.value, 0);
    }

    /// @notice Opens the caller's ledger where there is none.
    function depositFund() external payable {
        _deposit(msg.sender);
    }

    /// @notice The caller pays, `recipient` has it.
    function depositFundFor(address recipient) external payable {
        if (recipient == address(0)) revert ZeroAddressNotAllowed();
        _deposit(recipient);
    }

    function updateAdditionalInfo(string calldata additionalInfo) external locking(msg.sender) {
        _checkLength(additionalInfo);
        _existing(msg.sender).additionalInfo = additionalInfo;
        emit LedgerInfoUpdated(msg.sender, additionalInfo);
    }

    /// @notice Pays available money back to the caller: all of it, or so much that the minimum remains.
    function refund(uint256 amount) external locking(msg.sender) {
        Ledger storage ledger = _existing(msg.sender);
        if (ledger.availableBalance < amount) revert InsufficientBalance(msg.sender);
        uint256 remaining = ledger.availableBalance - amount;
        if (remaining > 0) _checkMinimum(remaining, MIN_ACCOUNT_BALANCE);
        ledger.availableBalance = remaining;
        ledger.totalBalance -= amount;
        if (ledger.totalBalance == 0) _delete(msg.sender);
        Payment.send(msg.sender, amount);
    }

    /// @notice Moves money to the sub-account of `provider`, opening it when there is none. Money that is on its way
    /// back from that sub-account is turned around first.
    function transferFund(
        address provider,
        string calldata serviceName,
        uint256 amount
    ) external locking(msg.sender) {
        Ledger storage ledger = _existing(msg.sender);
        IServing serving = _serviceOf(serviceName);
        uint256 value = amount;
        bytes memory data;
        if (serving.accountExists(msg.sender, provider)) {
            uint256 pending = serving.getPendingRefund(msg.sender, provider);
            uint256 cancelled = amount < pending ? amount : pending;
            value = amount - cancelled;
            data = abi.encodeCall(IServing.depositFund, (msg.sender, provider, cancelled));
        } else {
            _checkMinimum(amount, MIN_TRANSFER_AMOUNT);
            _addProvider(address(serving), provider);
            data = abi.encodeCall(IServing.addAccount, (msg.sender, provider, ledger.additionalInfo));
        }
        if (ledger.availableBalance < value) {
            revert InsufficientAvailableBalance(ledger.availableBalance, value);
        }
        ledger.availableBalance -= value;
        (bool success, ) = address(serving).call{value: value}(data);
        if (!success) revert CallFailed();
    }

    /// @notice Collects what each provider's sub-account has released, and asks for the rest. Providers without a
    /// sub-account are passed over.
    function retrieveFund(
        address[] calldata providers,
        string calldata serviceName
    ) external locking(msg.sender) {
        if (providers.length > MAX_PROVIDERS_PER_BATCH) {
            revert TooManyProviders(providers.length, MAX_PROVIDERS_PER_BATCH);
        }
        IServing serving = _serviceOf(serviceName);
        Ledger storage ledger = _existing(msg.sender);
        uint256 sum = 0;
        for (uint256 i = 0; i < providers.length; ++i) {
            if (!serving.accountExists(msg.sender, providers[i])) continue;
            (uint256 paid, , ) = serving.processRefund(msg.sender, providers[i]);
            sum += paid;
            serving.requestRefundAll(msg.sender, providers[i]);
        }
        ledger.availableBalance += sum;
    }

    /// @notice Deletes an empty ledger and its empty sub-accounts; reverts while any money remains.
    function deleteLedger() external locking(msg.sender) {
        uint256 remaining = _existing(msg.sender).totalBalance;
        if (remaining != 0) revert MustWithdrawAllFundsFirst(remaining);
        _delete(msg.sender);
    }

    /// @notice A service contract tells that a user's money went to a provider.
    function spendFund(address user, uint256 amount) external onlyServices {
        Ledger storage ledger = _existing(user);
        uint256 held = ledger.totalBalance - ledger.availableBalance;
        if (held < amount) revert InsufficientAvailableBalance(held, amount);
        ledger.totalBalance -= amount;
        emit FundSpent(user, msg.sender, amount);
    }

    function _deposit(address user) private locking(user) {
        if (msg.value == 0) revert ZeroAmountNotAllowed();
        if (!LedgerStorage.get().users.contains(user)) {
            _checkMinimum(msg.value, MIN_ACCOUNT_BALANCE);
            _open(user);
            return;
        }
        Ledger storage ledger = _existing(user);
        ledger.availableBalance += msg.value;
        ledger.totalBalance += msg.value;
    }

    function _checkMinimum(uint256 provided, uint256 required) private pure {
        if (provided < required) revert MinimumDepositRequired(provided, required);
    }

    function _checkLength(string calldata additionalInfo) private pure {
        uint256 length = bytes(additionalInfo).length;
        if (length > MAX_ADDITIONAL_INFO_LENGTH) revert AdditionalInfoTooLong(length, MAX_ADDITIONAL_INFO_LENGTH);
    }
}
