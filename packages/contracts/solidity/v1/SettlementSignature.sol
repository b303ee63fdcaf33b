// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {TEESettlementData} from "../shared/Settlement.sol";

/// @title Who signed a settlement: EIP-712 over the terms, for this chain and this contract only.
abstract contract SettlementSignature is EIP712("0G Inference Serving", "1") {
    bytes32 private constant TYPE_HASH =
        keccak256(
            "TEESettlement(bytes32 requestsHash,uint256 nonce,address provider,address user,uint256 totalFee)"
        );

    /// @return The signer; address zero for anything that isn't a signature.
    function _signerOf(TEESettlementData calldata item) internal view returns (address) {
        bytes32 terms = keccak256(
            abi.encode(TYPE_HASH, item.requestsHash, item.nonce, item.provider, item.user, item.totalFee)
        );
        (address signer, ECDSA.RecoverError problem) = ECDSA.tryRecover(_hashTypedDataV4(terms), item.signature);
        return problem == ECDSA.RecoverError.NoError ? signer : address(0);
    }
}
