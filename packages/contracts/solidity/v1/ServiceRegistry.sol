// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {ERC165Checker} from "@openzeppelin/contracts/utils/introspection/ERC165Checker.sol";
import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";
import {IServing} from "./IServing.sol";
import {LedgerStorage, Registration} from "./LedgerStorage.sol";

/// @notice A registered service contract. `fullName` is its type and version, joined by a hyphen.
struct ServiceInfo {
    address serviceAddress;
    IServing serviceContract;
    string serviceType;
    string version;
    string fullName;
    string description;
    bool isRecommended;
    uint256 registeredAt;
}

/// @title The service contracts that may hold users' money. The owner adds them; none is ever taken away.
abstract contract ServiceRegistry is Ownable {
    using EnumerableSet for EnumerableSet.AddressSet;

    event RecommendedServiceUpdated(string serviceType, string version, address serviceAddress);
    event ServiceRegistered(address indexed serviceAddress, string serviceName);

    error InvalidServiceAddress(address serviceAddress);
    error NoRecommendedService(string serviceType);
    error ServiceAlreadyRegistered(address serviceAddress);
    error ServiceMustImplementIServing(address serviceAddress);
    error ServiceNameExists(string serviceName);
    error ServiceNotFound(address serviceAddress);
    error ServiceRegistryLimitReached(uint256 limit);
    error ServiceTypeRequired();
    error VersionRequired();
    /// @dev Declared by the network's ABI, thrown by nobody; the next one too.
    error InvalidServiceType(string serviceType);
    error ServiceNotRegistered(address serviceAddress);

    uint256 public constant MAX_SERVICES = 500;

    function registerService(
        string calldata serviceType,
        string calldata version,
        address serviceAddress,
        string calldata description
    ) external onlyOwner {
        if (serviceAddress == address(0)) revert InvalidServiceAddress(serviceAddress);
        if (bytes(serviceType).length == 0) revert ServiceTypeRequired();
        if (bytes(version).length == 0) revert VersionRequired();
        LedgerStorage.Layout storage state = LedgerStorage.get();
        if (state.services.contains(serviceAddress)) revert ServiceAlreadyRegistered(serviceAddress);
        string memory fullName = _fullName(serviceType, version);
        if (state.serviceOfName[fullName] != address(0)) revert ServiceNameExists(fullName);
        if (!ERC165Checker.supportsInterface(serviceAddress, type(IServing).interfaceId)) {
            revert ServiceMustImplementIServing(serviceAddress);
        }
        if (state.services.length() >= MAX_SERVICES) revert ServiceRegistryLimitReached(MAX_SERVICES);
        state.services.add(serviceAddress);
        state.serviceOfName[fullName] = serviceAddress;
        state.servicesOfType[serviceType].push(serviceAddress);
        state.registrations[serviceAddress] = Registration({
            serviceType: serviceType,
            version: version,
            fullName: fullName,
            description: description,
            registeredAt: block.timestamp
        });
        emit ServiceRegistered(serviceAddress, fullName);
    }

    function setRecommendedService(string calldata serviceType, string calldata version) external onlyOwner {
        LedgerStorage.Layout storage state = LedgerStorage.get();
        address service = state.serviceOfName[_fullName(serviceType, version)];
        if (service == address(0)) revert ServiceNotFound(service);
        state.recommended[serviceType] = service;
        emit RecommendedServiceUpdated(serviceType, version, service);
    }

    /// @return All zero for an address that is no registered service.
    function getServiceInfo(address serviceAddress) external view returns (ServiceInfo memory) {
        return _info(serviceAddress);
    }

    /// @return Address zero for a name that nobody has.
    function getServiceAddressByName(string calldata serviceName) external view returns (address) {
        return LedgerStorage.get().serviceOfName[serviceName];
    }

    function getAllActiveServices() external view returns (ServiceInfo[] memory) {
        EnumerableSet.AddressSet storage registered = LedgerStorage.get().services;
        ServiceInfo[] memory services = new ServiceInfo[](registered.length());
        for (uint256 i = 0; i < services.length; ++i) services[i] = _info(registered.at(i));
        return services;
    }

    function getAllVersions(
        string calldata serviceType
    )
        external
        view
        returns (string[] memory versions, address[] memory addresses, bool[] memory isRecommendedFlags)
    {
        LedgerStorage.Layout storage state = LedgerStorage.get();
        addresses = state.servicesOfType[serviceType];
        versions = new string[](addresses.length);
        isRecommendedFlags = new bool[](addresses.length);
        address recommended = state.recommended[serviceType];
        for (uint256 i = 0; i < addresses.length; ++i) {
            versions[i] = state.registrations[addresses[i]].version;
            isRecommendedFlags[i] = addresses[i] == recommended;
        }
    }

    function getRecommendedService(
        string calldata serviceType
    ) external view returns (string memory version, address serviceAddress) {
        LedgerStorage.Layout storage state = LedgerStorage.get();
        serviceAddress = state.recommended[serviceType];
        if (serviceAddress == address(0)) revert NoRecommendedService(serviceType);
        version = state.registrations[serviceAddress].version;
    }

    function isRecommendedVersion(
        string calldata serviceType,
        string calldata version
    ) external view returns (bool) {
        LedgerStorage.Layout storage state = LedgerStorage.get();
        address service = state.serviceOfName[_fullName(serviceType, version)];
        return service != address(0) && service == state.recommended[serviceType];
    }

    function _isRegistered(address service) internal view returns (bool) {
        return LedgerStorage.get().services.contains(service);
    }

    function _serviceOf(string calldata serviceName) internal view returns (IServing) {
        address service = LedgerStorage.get().serviceOfName[serviceName];
        if (service == address(0)) revert ServiceNotFound(service);
        return IServing(service);
    }

    function _info(address service) private view returns (ServiceInfo memory info) {
        if (!_isRegistered(service)) return info;
        LedgerStorage.Layout storage state = LedgerStorage.get();
        Registration storage registration = state.registrations[service];
        info.serviceAddress = service;
        info.serviceContract = IServing(service);
        info.serviceType = registration.serviceType;
        info.version = registration.version;
        info.fullName = registration.fullName;
        info.description = registration.description;
        info.isRecommended = state.recommended[registration.serviceType] == service;
        info.registeredAt = registration.registeredAt;
    }

    function _fullName(string calldata serviceType, string calldata version) private pure returns (string memory) {
        return string.concat(serviceType, "-", version);
    }
}
