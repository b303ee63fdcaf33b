// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {ReentrancyGuard} from "@openzeppelin/contracts/security/ReentrancyGuard.sol";
import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";
import {Page} from "../shared/Page.sol";
import {InferenceStorage} from "./InferenceStorage.sol";
import {Service, ServiceParams} from "./InferenceTypes.sol";
import {Limits} from "./Limits.sol";
import {Payment} from "./Payment.sol";

/// @title Providers' offers, one per provider, each with a stake. The owner acknowledges their TEE signers.
abstract contract Services is Ownable, ReentrancyGuard {
    using EnumerableSet for EnumerableSet.AddressSet;

    event ProviderStaked(address indexed provider, uint256 amount);
    event ProviderStakeReturned(address indexed provider, uint256 amount);
    event ProviderTEESignerAcknowledged(
        address indexed provider,
        address indexed teeSignerAddress,
        bool acknowledged
    );
    event ServiceRemoved(address indexed service);
    event ServiceUpdated(
        address indexed service,
        string serviceType,
        string url,
        uint256 inputPrice,
        uint256 outputPrice,
        uint256 updatedAt,
        string model,
        string verifiability
    );

    error AdditionalInfoTooLong();
    error CannotAddStakeWhenUpdating();
    error InsufficientStake(uint256 provided, uint256 required);
    error ServiceNotExist(address provider);

    uint256 public constant MIN_PROVIDER_STAKE = 100 ether;

    uint256 private constant MAX_ADDITIONAL_INFO_LENGTH = 4096;

    function serviceExists(address provider) public view returns (bool) {
        return InferenceStorage.get().providers.contains(provider);
    }

    function getService(address provider) external view returns (Service memory service) {
        return _service(provider);
    }

    /// @param limit At most 50; zero for 50.
    function getAllServices(
        uint256 offset,
        uint256 limit
    ) external view returns (Service[] memory services, uint256 total) {
        InferenceStorage.Layout storage state = InferenceStorage.get();
        total = state.providers.length();
        services = new Service[](Page.size(total, offset, Limits.pageLimit(limit)));
        for (uint256 i = 0; i < services.length; ++i) {
            services[i] = state.services[state.providers.at(offset + i)];
        }
    }

    /// @notice Registers the caller's offer, with a stake, or changes it, with none. A change of what the owner looked
    /// at takes its acknowledgement away; new prices or another url don't.
    function addOrUpdateService(ServiceParams calldata params) external payable {
        InferenceStorage.Layout storage state = InferenceStorage.get();
        _stake(state);
        if (bytes(params.additionalInfo).length > MAX_ADDITIONAL_INFO_LENGTH) revert AdditionalInfoTooLong();
        state.providers.add(msg.sender);
        Service storage service = state.services[msg.sender];
        service.teeSignerAcknowledged = service.teeSignerAcknowledged && _isSame(service, params);
        service.provider = msg.sender;
        service.serviceType = params.serviceType;
        service.url = params.url;
        service.inputPrice = params.inputPrice;
        service.outputPrice = params.outputPrice;
        service.updatedAt = block.timestamp;
        service.model = params.model;
        service.verifiability = params.verifiability;
        service.additionalInfo = params.additionalInfo;
        service.teeSignerAddress = params.teeSignerAddress;
        emit ServiceUpdated(
            msg.sender,
            params.serviceType,
            params.url,
            params.inputPrice,
            params.outputPrice,
            block.timestamp,
            params.model,
            params.verifiability
        );
    }

    /// @notice Takes the caller's offer off the list and gives the stake back.
    function removeService() external nonReentrant {
        InferenceStorage.Layout storage state = InferenceStorage.get();
        if (!state.providers.remove(msg.sender)) revert ServiceNotExist(msg.sender);
        uint256 stake = state.stakes[msg.sender];
        delete state.stakes[msg.sender];
        delete state.services[msg.sender];
        emit ProviderStakeReturned(msg.sender, stake);
        emit ServiceRemoved(msg.sender);
        Payment.send(msg.sender, stake);
    }

    /// @notice The owner vouches for whatever signer stands with the service now.
    function acknowledgeTEESignerByOwner(address provider) external onlyOwner {
        _acknowledge(provider, true);
    }

    function revokeTEESignerAcknowledgement(address provider) external onlyOwner {
        _acknowledge(provider, false);
    }

    function _acknowledge(address provider, bool acknowledged) private {
        Service storage service = _service(provider);
        service.teeSignerAcknowledged = acknowledged;
        emit ProviderTEESignerAcknowledged(provider, service.teeSignerAddress, acknowledged);
    }

    function _stake(InferenceStorage.Layout storage state) private {
        if (state.stakes[msg.sender] > 0) {
            if (msg.value > 0) revert CannotAddStakeWhenUpdating();
            return;
        }
        if (msg.value < MIN_PROVIDER_STAKE) revert InsufficientStake(msg.value, MIN_PROVIDER_STAKE);
        state.stakes[msg.sender] = msg.value;
        emit ProviderStaked(msg.sender, msg.value);
    }

    function _service(address provider) internal view returns (Service storage) {
        if (!serviceExists(provider)) revert ServiceNotExist(provider);
        return InferenceStorage.get().services[provider];
    }

    function _isSame(Service storage service, ServiceParams calldata params) private view returns (bool) {
        return
            service.teeSignerAddress == params.teeSignerAddress &&
            _equal(service.serviceType, params.serviceType) &&
            _equal(service.model, params.model) &&
            _equal(service.verifiability, params.verifiability) &&
            _equal(service.additionalInfo, params.additionalInfo);
    }

    function _equal(string storage a, string calldata b) private pure returns (bool) {
        return keccak256(bytes(a)) == keccak256(bytes(b));
    }
}
