// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";
import {Page} from "../shared/Page.sol";
import {InferenceStorage} from "./InferenceStorage.sol";
import {Account} from "./InferenceTypes.sol";
import {IServing} from "./IServing.sol";
import {Limits} from "./Limits.sol";
import {Payment} from "./Payment.sol";
import {RefundQueue} from "./RefundQueue.sol";

/// @title Sub-accounts, one per user and provider. Only the ledger moves money in and out.
/// @dev An account that is deleted and opened again keeps its nonce and its generation: old settlements stay dead, and
/// so do the sessions of before a `revokeAllTokens`. Tokens revoked one by one are forgotten with the account, as on the
/// network: whoever deletes a ledger should end all of them first.
abstract contract Accounts is IServing {
    using EnumerableSet for EnumerableSet.Bytes32Set;
    using RefundQueue for Account;

    event AccountDeleted(address indexed user, address indexed provider, uint256 refundedAmount);
    event BalanceUpdated(address indexed user, address indexed provider, uint256 amount, uint256 pendingRefund);
    event RefundRequested(
        address indexed user,
        address indexed provider,
        uint256 indexed index,
        uint256 timestamp
    );
    /// @dev Declared by the network's ABI, emitted by nobody.
    event BatchBalanceUpdated(address[] users, uint256[] balances, uint256[] pendingRefunds);

    error AccountExists(address user, address provider);
    error AccountNotExists(address user, address provider);
    error BatchSizeTooLarge(uint256 size, uint256 max);
    error CallerNotLedger(address caller);
    error CannotRevokeWithNonZeroBalance(address user, address provider, uint256 balance);
    error InvalidAddress(address addr);
    error ProviderCannotBeUser();
    error TooManyRefunds(address user, address provider);

    uint256 private constant MAX_BATCH = 500;

    modifier onlyLedger() {
        if (msg.sender != ledgerAddress()) revert CallerNotLedger(msg.sender);
        _;
    }

    modifier betweenTwo(address user, address provider) {
        if (user == address(0)) revert InvalidAddress(user);
        if (provider == address(0)) revert InvalidAddress(provider);
        if (user == provider) revert ProviderCannotBeUser();
        _;
    }

    function ledgerAddress() public view returns (address) {
        return InferenceStorage.get().ledgerAddress;
    }

    /// @notice Seconds between a refund's request and its release.
    function lockTime() public view returns (uint256) {
        return InferenceStorage.get().lockTime;
    }

    function accountExists(address user, address provider) public view returns (bool) {
        return InferenceStorage.get().keys.contains(_key(user, provider));
    }

    function getAccount(address user, address provider) external view returns (Account memory) {
        return _account(user, provider);
    }

    function getPendingRefund(address user, address provider) external view returns (uint256) {
        return _account(user, provider).pendingRefund;
    }

    /// @param limit At most 50; zero for 50.
    function getAllAccounts(
        uint256 offset,
        uint256 limit
    ) external view returns (Account[] memory accounts, uint256 total) {
        return _page(InferenceStorage.get().keys, offset, limit);
    }

    /// @param limit At most 50; zero for 50.
    function getAccountsByProvider(
        address provider,
        uint256 offset,
        uint256 limit
    ) external view returns (Account[] memory accounts, uint256 total) {
        return _page(InferenceStorage.get().keysOfProvider[provider], offset, limit);
    }

    /// @param limit At most 50; zero for 50.
    function getAccountsByUser(
        address user,
        uint256 offset,
        uint256 limit
    ) external view returns (Account[] memory accounts, uint256 total) {
        return _page(InferenceStorage.get().keysOfUser[user], offset, limit);
    }

    /// @notice Accounts of these users with the caller as the provider; all zero where there is none.
    function getBatchAccountsByUsers(
        address[] calldata users
    ) external view returns (Account[] memory accounts) {
        if (users.length > MAX_BATCH) revert BatchSizeTooLarge(users.length, MAX_BATCH);
        accounts = new Account[](users.length);
        for (uint256 i = 0; i < users.length; ++i) {
            if (accountExists(users[i], msg.sender)) accounts[i] = _account(users[i], msg.sender);
        }
    }

    /// @notice The caller trusts the TEE signer of `provider`'s service, or takes that back once no money is there.
    function acknowledgeTEESigner(address provider, bool acknowledged) external {
        Account storage account = _account(msg.sender, provider);
        if (!acknowledged && account.acknowledged && account.balance > 0) {
            revert CannotRevokeWithNonZeroBalance(msg.sender, provider, account.balance);
        }
        account.acknowledged = acknowledged;
    }

    /// @dev Who sends money to a provider trusts its signer: the account starts acknowledged.
    function addAccount(
        address user,
        address provider,
        string calldata additionalInfo
    ) external payable onlyLedger betweenTwo(user, provider) {
        InferenceStorage.Layout storage state = InferenceStorage.get();
        bytes32 key = _key(user, provider);
        if (!state.keys.add(key)) revert AccountExists(user, provider);
        state.keysOfUser[user].add(key);
        state.keysOfProvider[provider].add(key);
        Account storage account = state.accounts[key];
        account.user = user;
        account.provider = provider;
        account.balance = msg.value;
        account.additionalInfo = additionalInfo;
        account.acknowledged = true;
        _emitBalance(account);
    }

    function depositFund(
        address user,
        address provider,
        uint256 cancelRetrievingAmount
    ) external payable onlyLedger betweenTwo(user, provider) {
        Account storage account = _account(user, provider);
        account.shorten(cancelRetrievingAmount);
        account.balance += msg.value;
        account.acknowledged = true;
        _emitBalance(account);
    }

    /// @notice Where there is no account only the event says so, with an amount of zero.
    function deleteAccount(address user, address provider) external onlyLedger {
        InferenceStorage.Layout storage state = InferenceStorage.get();
        bytes32 key = _key(user, provider);
        uint256 balance = 0;
        if (state.keys.remove(key)) {
            state.keysOfUser[user].remove(key);
            state.keysOfProvider[provider].remove(key);
            Account storage account = state.accounts[key];
            balance = account.balance;
            account.balance = 0;
            account.pendingRefund = 0;
            account.acknowledged = false;
            account.validRefundsLength = 0;
            account.revokedBitmap = 0;
            delete account.refunds;
            delete account.additionalInfo;
        }
        emit AccountDeleted(user, provider, balance);
    }

    /// @dev The event names the last live refund, and comes also when nothing was left to book.
    function requestRefundAll(address user, address provider) external onlyLedger {
        Account storage account = _account(user, provider);
        if (!account.request()) revert TooManyRefunds(user, provider);
        uint256 live = account.validRefundsLength;
        if (live > 0) emit RefundRequested(user, provider, live - 1, block.timestamp);
    }

    /// @notice Sends every refund older than the lock time to the ledger.
    function processRefund(
        address user,
        address provider
    ) external onlyLedger returns (uint256 totalAmount, uint256 balance, uint256 pendingRefund) {
        Account storage account = _account(user, provider);
        totalAmount = account.release(lockTime());
        balance = account.balance;
        pendingRefund = account.pendingRefund;
        if (totalAmount > 0) {
            _emitBalance(account);
            Payment.send(msg.sender, totalAmount);
        }
    }

    function _emitBalance(Account storage account) internal {
        emit BalanceUpdated(account.user, account.provider, account.balance, account.pendingRefund);
    }

    function _account(address user, address provider) internal view returns (Account storage) {
        if (!accountExists(user, provider)) revert AccountNotExists(user, provider);
        return InferenceStorage.get().accounts[_key(user, provider)];
    }

    function _page(
        EnumerableSet.Bytes32Set storage keys,
        uint256 offset,
        uint256 limit
    ) private view returns (Account[] memory accounts, uint256 total) {
        total = keys.length();
        uint256 size = Page.size(total, offset, Limits.pageLimit(limit));
        accounts = new Account[](size);
        for (uint256 i = 0; i < size; ++i) {
            accounts[i] = InferenceStorage.get().accounts[keys.at(offset + i)];
        }
    }

    function _key(address user, address provider) private pure returns (bytes32) {
        return keccak256(abi.encode(user, provider));
    }
}
