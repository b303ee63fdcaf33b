// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

import {Accounts} from "./Accounts.sol";
import {Account} from "./InferenceTypes.sol";

/// @title Which session tokens of an account are dead: single ones by their bit, all earlier ones by the generation.
abstract contract Tokens is Accounts {
    event AllTokensRevoked(address indexed user, address indexed provider, uint256 newGeneration);
    event TokenRevoked(address indexed user, address indexed provider, uint8 tokenId);
    event TokensRevoked(address indexed user, address indexed provider, uint8[] tokenIds);

    function revokeToken(address provider, uint8 tokenId) external {
        _account(msg.sender, provider).revokedBitmap |= 1 << tokenId;
        emit TokenRevoked(msg.sender, provider, tokenId);
    }

    function revokeTokens(address provider, uint8[] calldata tokenIds) external {
        Account storage account = _account(msg.sender, provider);
        uint256 bitmap = account.revokedBitmap;
        for (uint256 i = 0; i < tokenIds.length; ++i) bitmap |= 1 << tokenIds[i];
        account.revokedBitmap = bitmap;
        emit TokensRevoked(msg.sender, provider, tokenIds);
    }

    /// @notice Ends every token there is, and makes every id free again.
    function revokeAllTokens(address provider) external {
        Account storage account = _account(msg.sender, provider);
        account.revokedBitmap = 0;
        emit AllTokensRevoked(msg.sender, provider, ++account.generation);
    }

    function isTokenRevoked(address user, address provider, uint8 tokenId) external view returns (bool) {
        return (_account(user, provider).revokedBitmap >> tokenId) & 1 == 1;
    }
}
