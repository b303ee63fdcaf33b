// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {ReentrancyGuard} from "@openzeppelin/contracts/security/ReentrancyGuard.sol";
import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";
import {Page} from "../shared/Page.sol";
import {InitializedOnce} from "./InitializedOnce.sol";
import {IFineTuningOpening, IInferenceOpening, IServing} from "./IServing.sol";
import {Payment} from "./Payment.sol";

/// @notice A user's main account. `totalBalance` is what is available plus all that stands in service contracts.
struct Ledger {
    address user;
    uint256 availableBalance;
    uint256 totalBalance;
    uint256[2] inferenceSigner;
    string additionalInfo;
    address[] inferenceProviders;
    address[] fineTuningProviders;
}

/// @title Main accounts of the network, `legacy` protocol. All amounts in neuron (wei).
/// @notice Two behaviours differ on purpose from the contract that the network ran in autumn 2025, because there they
/// lost users' money; the ABI is the same:
///  - `deleteLedger` reverts with "Ledger locked for operation" while the ledger holds anything, here or in a
///    sub-account. There it deleted the record and stranded the money.
///  - `receive` takes coins from the two service contracts only ("Caller is not the fine tuning or inference
///    contract"). There it took anybody's and kept them for ever.
/// Without a fine-tuning contract (address zero) the type "fine-tuning" is answered with `InvalidServiceType`.
contract LedgerManager is Ownable, ReentrancyGuard, InitializedOnce {
    using EnumerableSet for EnumerableSet.AddressSet;

    error InsufficientBalance(address user);
    error InvalidServiceType(string serviceType);
    error LedgerExists(address user);
    error LedgerNotExists(address user);
    error TooManyProviders(uint256 requested, uint256 maximum);

    uint256 public constant MAX_PROVIDERS_PER_BATCH = 20;

    address public inferenceAddress;
    address public fineTuningAddress;

    mapping(address => Ledger) private _ledgers;
    mapping(address => bool) private _locked;
    EnumerableSet.AddressSet private _users;

    modifier onlyServing() {
        require(
            msg.sender == inferenceAddress || msg.sender == fineTuningAddress,
            "Caller is not the fine tuning or inference contract"
        );
        _;
    }

    /// @dev One operation at a time per user.
    modifier locking(address user) {
        require(!_locked[user], "Ledger locked for operation");
        _locked[user] = true;
        _;
        _locked[user] = false;
    }

    function initialize(address _inferenceAddress, address _fineTuningAddress, address owner) external once {
        _transferOwnership(owner);
        inferenceAddress = _inferenceAddress;
        fineTuningAddress = _fineTuningAddress;
    }

    /// @notice Refunds of service contracts come in here.
    receive() external payable onlyServing {}

    function getLedger(address user) external view returns (Ledger memory) {
        return _existing(user);
    }

    /// @param limit Zero for all that follow `offset`.
    function getAllLedgers(
        uint256 offset,
        uint256 limit
    ) external view returns (Ledger[] memory ledgers, uint256 total) {
        total = _users.length();
        uint256 size = Page.size(total, offset, limit);
        ledgers = new Ledger[](size);
        for (uint256 i = 0; i < size; ++i) {
            ledgers[i] = _ledgers[_users.at(offset + i)];
        }
    }

    /// @notice Opens the caller's ledger with whatever value is sent, zero included.
    function addLedger(
        uint256[2] calldata inferenceSigner,
        string calldata additionalInfo
    ) external payable returns (uint256, uint256) {
        if (!_users.add(msg.sender)) revert LedgerExists(msg.sender);
        Ledger storage ledger = _ledgers[msg.sender];
        ledger.user = msg.sender;
        ledger.availableBalance = msg.value;
        ledger.totalBalance = msg.value;
        ledger.inferenceSigner = inferenceSigner;
        ledger.additionalInfo = additionalInfo;
        return (msg.value, 0);
    }

    function depositFund() external payable {
        Ledger storage ledger = _existing(msg.sender);
        ledger.availableBalance += msg.value;
        ledger.totalBalance += msg.value;
    }

    /// @notice Pays available money back to the caller, with 2300 gas.
    function refund(uint256 amount) external nonReentrant {
        Ledger storage ledger = _existing(msg.sender);
        if (ledger.availableBalance < amount) revert InsufficientBalance(msg.sender);
        ledger.availableBalance -= amount;
        ledger.totalBalance -= amount;
        Payment.send(msg.sender, amount);
    }

    /// @notice Moves money to the sub-account of `provider`, opening it when there is none. Money that is on its way
    /// back from that sub-account is turned around first.
    function transferFund(
        address provider,
        string calldata serviceTypeStr,
        uint256 amount
    ) external locking(msg.sender) {
        Ledger storage ledger = _existing(msg.sender);
        (address serving, bool isInference) = _serving(serviceTypeStr);
        uint256 value = amount;
        bytes memory data;
        if (IServing(serving).accountExists(msg.sender, provider)) {
            uint256 pending = IServing(serving).getPendingRefund(msg.sender, provider);
            uint256 cancelled = amount < pending ? amount : pending;
            value = amount - cancelled;
            data = abi.encodeCall(IServing.depositFund, (msg.sender, provider, cancelled));
        } else if (isInference) {
            ledger.inferenceProviders.push(provider);
            data = abi.encodeCall(
                IInferenceOpening.addAccount,
                (msg.sender, provider, ledger.inferenceSigner, ledger.additionalInfo)
            );
        } else {
            ledger.fineTuningProviders.push(provider);
            data = abi.encodeCall(
                IFineTuningOpening.addAccount,
                (msg.sender, provider, ledger.additionalInfo)
            );
        }
        require(ledger.availableBalance >= value, "Insufficient balance");
        ledger.availableBalance -= value;
        (bool success, ) = serving.call{value: value}(data);
        require(success, "Call to child contract failed");
    }

    /// @notice Collects what each provider's sub-account has released, and asks for the rest.
    function retrieveFund(
        address[] calldata providers,
        string calldata serviceType
    ) external locking(msg.sender) {
        if (providers.length > MAX_PROVIDERS_PER_BATCH) {
            revert TooManyProviders(providers.length, MAX_PROVIDERS_PER_BATCH);
        }
        Ledger storage ledger = _existing(msg.sender);
        (address serving, ) = _serving(serviceType);
        uint256 sum = 0;
        for (uint256 i = 0; i < providers.length; ++i) {
            (uint256 paid, , ) = IServing(serving).processRefund(msg.sender, providers[i]);
            sum += paid;
            IServing(serving).requestRefundAll(msg.sender, providers[i]);
        }
        ledger.availableBalance += sum;
    }

    /// @notice Deletes an empty ledger and its empty sub-accounts; reverts while any money remains.
    function deleteLedger() external locking(msg.sender) {
        Ledger storage ledger = _existing(msg.sender);
        require(ledger.totalBalance == 0, "Ledger locked for operation");
        _deleteAccounts(inferenceAddress, ledger.inferenceProviders);
        _deleteAccounts(fineTuningAddress, ledger.fineTuningProviders);
        delete _ledgers[msg.sender];
        _users.remove(msg.sender);
    }

    /// @notice A service contract tells that a user's money went to a provider.
    function spendFund(address user, uint256 amount) external onlyServing {
        Ledger storage ledger = _existing(user);
        require(ledger.totalBalance - ledger.availableBalance >= amount, "Insufficient balance");
        ledger.totalBalance -= amount;
    }

    /// @dev Nothing is lost when a service contract fails here: the accounts are empty.
    function _deleteAccounts(address serving, address[] storage providers) private {
        for (uint256 i = 0; i < providers.length; ++i) {
            try IServing(serving).deleteAccount(msg.sender, providers[i]) {} catch {}
        }
    }

    function _existing(address user) private view returns (Ledger storage) {
        if (!_users.contains(user)) revert LedgerNotExists(user);
        return _ledgers[user];
    }

    function _serving(string calldata serviceType) private view returns (address serving, bool isInference) {
        bytes32 id = keccak256(bytes(serviceType));
        isInference = id == keccak256("inference");
        serving = isInference ? inferenceAddress : fineTuningAddress;
        if ((!isInference && id != keccak256("fine-tuning")) || serving == address(0)) {
            revert InvalidServiceType(serviceType);
        }
    }
}
