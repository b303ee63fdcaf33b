// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";
import {Service, ServiceParams} from "./InferenceTypes.sol";

/// @title Providers' offers, one per provider, registered for free.
abstract contract Services {
    using EnumerableSet for EnumerableSet.AddressSet;

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

    error ServiceNotExist(address provider);

    mapping(address => Service) private _services;
    EnumerableSet.AddressSet private _providers;

    function getService(address provider) external view returns (Service memory service) {
        if (!_providers.contains(provider)) revert ServiceNotExist(provider);
        return _services[provider];
    }

    function getAllServices() external view returns (Service[] memory services) {
        services = new Service[](_providers.length());
        for (uint256 i = 0; i < services.length; ++i) {
            services[i] = _services[_providers.at(i)];
        }
    }

    function addOrUpdateService(ServiceParams calldata params) external {
        _providers.add(msg.sender);
        _services[msg.sender] = Service({
            provider: msg.sender,
            serviceType: params.serviceType,
            url: params.url,
            inputPrice: params.inputPrice,
            outputPrice: params.outputPrice,
            updatedAt: block.timestamp,
            model: params.model,
            verifiability: params.verifiability,
            additionalInfo: params.additionalInfo
        });
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

    function removeService() external {
        if (!_providers.remove(msg.sender)) revert ServiceNotExist(msg.sender);
        delete _services[msg.sender];
        emit ServiceRemoved(msg.sender);
    }
}
