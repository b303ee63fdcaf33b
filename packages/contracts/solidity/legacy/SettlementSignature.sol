// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

import {TEESettlementData} from "../shared/Settlement.sol";

/// @title Who signed a settlement: an EIP-191 signature over the packed fields.
library SettlementSignature {
    /// @return The signer; address zero for anything that isn't a signature.
    /// @dev v may be 0, 1, 27 or 28. Both s of a pair count: the account's nonce already makes a settlement single-use.
    function recover(TEESettlementData calldata item) internal pure returns (address) {
        if (item.signature.length != 65) return address(0);
        bytes32 r = bytes32(item.signature[0:32]);
        bytes32 s = bytes32(item.signature[32:64]);
        uint8 v = uint8(item.signature[64]);
        return ecrecover(_digest(item), v < 27 ? v + 27 : v, r, s);
    }

    function _digest(TEESettlementData calldata item) private pure returns (bytes32) {
        bytes32 inner = keccak256(
            abi.encodePacked(item.requestsHash, item.nonce, item.provider, item.user, item.totalFee)
        );
        return keccak256(abi.encodePacked("\x19Ethereum Signed Message:\n32", inner));
    }
}
