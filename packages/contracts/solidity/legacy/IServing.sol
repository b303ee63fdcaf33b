// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

/// @title What the ledger calls on each service contract.
interface IServing {
    function accountExists(address user, address provider) external view returns (bool);

    function getPendingRefund(address user, address provider) external view returns (uint256);

    function depositFund(address user, address provider, uint256 cancelRetrievingAmount) external payable;

    function deleteAccount(address user, address provider) external;

    function requestRefundAll(address user, address provider) external;

    function processRefund(
        address user,
        address provider
    ) external returns (uint256 totalAmount, uint256 balance, uint256 pendingRefund);
}

/// @title How an inference account is opened.
interface IInferenceOpening {
    function addAccount(
        address user,
        address provider,
        uint256[2] calldata signer,
        string calldata additionalInfo
    ) external payable;
}

/// @title How a fine-tuning account is opened.
interface IFineTuningOpening {
    function addAccount(address user, address provider, string calldata additionalInfo) external payable;
}

/// @title What a service contract calls on the ledger.
interface ILedger {
    function spendFund(address user, uint256 amount) external;
}
