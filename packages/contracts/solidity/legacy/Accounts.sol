// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";
import {Page} from "../shared/Page.sol";
import {Account} from "./InferenceTypes.sol";
import {RefundQueue} from "./RefundQueue.sol";

/// @title Sub-accounts, one per user and provider. Only the ledger moves money in and out.
/// @notice One behaviour differs on purpose from the network's contract of autumn 2025: an account that is deleted and
/// opened again keeps its nonce. There it began again at zero, and a provider could settle old signatures once more.
abstract contract Accounts {
    using EnumerableSet for EnumerableSet.Bytes32Set;
    using RefundQueue for Account;

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
    error TooManyRefunds(address user, address provider);

    uint256 private constant MAX_PAGE = 50;
    uint256 private constant MAX_BATCH = 500;

    uint256 public lockTime;
    address public ledgerAddress;

    mapping(bytes32 => Account) private _accounts;
    mapping(bytes32 => uint256) private _retiredNonces;
    EnumerableSet.Bytes32Set private _keys;
    mapping(address => EnumerableSet.Bytes32Set) private _keysOfUser;
    mapping(address => EnumerableSet.Bytes32Set) private _keysOfProvider;

    modifier onlyLedger() {
        require(msg.sender == ledgerAddress, "Caller is not the ledger contract");
        _;
    }

    function accountExists(address user, address provider) public view returns (bool) {
        return _keys.contains(_key(user, provider));
    }

    function getAccount(address user, address provider) external view returns (Account memory) {
        return _account(user, provider);
    }

    function getPendingRefund(address user, address provider) external view returns (uint256) {
        return _account(user, provider).pendingRefund;
    }

    /// @param limit At most 50; zero for all that follow `offset`.
    function getAllAccounts(
        uint256 offset,
        uint256 limit
    ) external view returns (Account[] memory accounts, uint256 total) {
        return _page(_keys, offset, limit);
    }

    /// @param limit At most 50; zero for all that follow `offset`.
    function getAccountsByProvider(
        address provider,
        uint256 offset,
        uint256 limit
    ) external view returns (Account[] memory accounts, uint256 total) {
        return _page(_keysOfProvider[provider], offset, limit);
    }

    /// @param limit At most 50; zero for all that follow `offset`.
    function getAccountsByUser(
        address user,
        uint256 offset,
        uint256 limit
    ) external view returns (Account[] memory accounts, uint256 total) {
        return _page(_keysOfUser[user], offset, limit);
    }

    /// @notice Accounts of these users with the caller as the provider; all zero where there is none.
    function getBatchAccountsByUsers(
        address[] calldata users
    ) external view returns (Account[] memory accounts) {
        require(users.length <= MAX_BATCH, "Batch size too large (max 500)");
        accounts = new Account[](users.length);
        for (uint256 i = 0; i < users.length; ++i) {
            accounts[i] = _accounts[_key(users[i], msg.sender)];
        }
    }

    function acknowledgeProviderSigner(address provider, uint256[2] calldata providerPubKey) external {
        _account(msg.sender, provider).providerPubKey = providerPubKey;
    }

    /// @notice The caller trusts this TEE signer to sign settlements of `provider`.
    function acknowledgeTEESigner(address provider, address teeSignerAddress) external {
        _account(msg.sender, provider).teeSignerAddress = teeSignerAddress;
    }

    function addAccount(
        address user,
        address provider,
        uint256[2] calldata signer,
        string calldata additionalInfo
    ) external payable onlyLedger {
        bytes32 key = _key(user, provider);
        if (!_keys.add(key)) revert AccountExists(user, provider);
        _keysOfUser[user].add(key);
        _keysOfProvider[provider].add(key);
        Account storage account = _accounts[key];
        account.user = user;
        account.provider = provider;
        account.nonce = _retiredNonces[key];
        account.balance = msg.value;
        account.signer = signer;
        account.additionalInfo = additionalInfo;
        _emitBalance(account);
    }

    function depositFund(
        address user,
        address provider,
        uint256 cancelRetrievingAmount
    ) external payable onlyLedger {
        Account storage account = _account(user, provider);
        account.cancel(cancelRetrievingAmount);
        account.balance += msg.value;
        _emitBalance(account);
    }

    /// @notice Does nothing where there is no account.
    function deleteAccount(address user, address provider) external onlyLedger {
        bytes32 key = _key(user, provider);
        if (!_keys.remove(key)) return;
        _retiredNonces[key] = _accounts[key].nonce;
        delete _accounts[key];
        _keysOfUser[user].remove(key);
        _keysOfProvider[provider].remove(key);
    }

    /// @dev The event names the last slot, and comes also when nothing was left to book.
    function requestRefundAll(address user, address provider) external onlyLedger {
        Account storage account = _account(user, provider);
        if (!account.request()) revert TooManyRefunds(user, provider);
        uint256 length = account.refunds.length;
        if (length > 0) emit RefundRequested(user, provider, length - 1, block.timestamp);
    }

    /// @notice Sends every refund older than the lock time to the ledger.
    function processRefund(
        address user,
        address provider
    ) external onlyLedger returns (uint256 totalAmount, uint256 balance, uint256 pendingRefund) {
        Account storage account = _account(user, provider);
        totalAmount = account.release(lockTime);
        balance = account.balance;
        pendingRefund = account.pendingRefund;
        if (totalAmount > 0) {
            _emitBalance(account);
            Address.sendValue(payable(msg.sender), totalAmount);
        }
    }

    function _emitBalance(Account storage account) internal {
        emit BalanceUpdated(account.user, account.provider, account.balance, account.pendingRefund);
    }

    function _account(address user, address provider) internal view returns (Account storage) {
        bytes32 key = _key(user, provider);
        if (!_keys.contains(key)) revert AccountNotExists(user, provider);
        return _accounts[key];
    }

    function _page(
        EnumerableSet.Bytes32Set storage keys,
        uint256 offset,
        uint256 limit
    ) private view returns (Account[] memory accounts, uint256 total) {
        require(limit <= MAX_PAGE, "Limit too large");
        total = keys.length();
        uint256 size = Page.size(total, offset, limit);
        accounts = new Account[](size);
        for (uint256 i = 0; i < size; ++i) {
            accounts[i] = _accounts[keys.at(offset + i)];
        }
    }

    function _key(address user, address provider) private pure returns (bytes32) {
        return keccak256(abi.encode(user, provider));
    }
}
