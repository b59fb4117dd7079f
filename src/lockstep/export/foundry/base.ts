/**
 * The fixed part of an exported Foundry project: cheatcodes, calls and assertions.
 */

export const FOUNDRY_TOML = `# forge test -vvv
[profile.default]
src = "test"
test = "test"
libs = []
evm_version = "cancun"
optimizer = false
`

export const BASE_SOURCE = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;

/// The cheatcodes that are used.
interface Vm {
    struct Log {
        bytes32[] topics;
        bytes data;
        address emitter;
    }

    function chainId(uint256) external;
    function warp(uint256) external;
    function roll(uint256) external;
    function prank(address sender, address origin) external;
    function etch(address, bytes calldata) external;
    function store(address, bytes32 slot, bytes32 value) external;
    function setNonce(address, uint64) external;
    function recordLogs() external;
    function getRecordedLogs() external returns (Log[] memory);
}

/// What the contracts do differs from what is expected: of the model, or of contracts that break an invariant.
error Differs(string what, bytes expected, bytes contracts);

/// The contracts break an invariant.
error InvariantBroken(string invariant, string detail);

abstract contract Base {
    Vm internal constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    /// Result of the latest call.
    bool private ok;
    bool private exists;
    bytes private data;
    Vm.Log[] private logs;

    function _place(address at, uint64 nonce, bytes memory code) internal {
        vm.etch(at, code);
        vm.setNonce(at, nonce);
    }

    function _create(address by, uint64 nonce, bytes memory code, address expected) internal {
        vm.setNonce(by, nonce);
        vm.prank(by, by);
        address created;
        assembly {
            created := create(0, add(code, 32), mload(code))
        }
        if (created != expected) revert Differs("address", abi.encode(expected), abi.encode(created));
    }

    function _call(address by, address to, bytes memory input, address origin) internal {
        exists = to.code.length > 0;
        ok = false;
        data = "";
        if (!exists) return;
        vm.prank(by, origin);
        (ok, data) = to.call(input);
    }

    /// One block every three seconds, as on chain 56 in 2023.
    function _wait(uint256 time) internal {
        vm.warp(block.timestamp + time);
        vm.roll(block.number + (time + 2) / 3);
    }

    function _succeeds(string memory what) internal view {
        if (!ok) revert Differs(string.concat(what, " succeeds"), "", data);
    }

    function _reverts(string memory what, bool asExpected, string memory code) internal view {
        if (ok || !asExpected) revert Differs(string.concat(what, " reverts with ", code), "", data);
    }

    function _returns(string memory what, bytes memory expected) internal view {
        _equal(string.concat(what, " returns"), expected, data);
    }

    function _answers(string memory what, address to, bytes memory input, bytes memory expected) internal view {
        (, bytes memory answer) = to.staticcall(input);
        _equal(what, expected, answer);
    }

    function _emits(uint256 count) internal {
        Vm.Log[] memory recorded = vm.getRecordedLogs();
        delete logs;
        for (uint256 i = 0; i < recorded.length; i++) logs.push(recorded[i]);
        if (logs.length != count) revert Differs("events", abi.encode(count), abi.encode(logs.length));
    }

    function _emits(uint256 index, string memory name, address emitter, bytes memory topics, bytes memory values)
        internal
        view
    {
        _equal(string.concat("emitter of ", name), abi.encode(emitter), abi.encode(logs[index].emitter));
        _equal(string.concat("topics of ", name), topics, abi.encodePacked(logs[index].topics));
        _equal(string.concat("data of ", name), values, logs[index].data);
    }

    function _equal(string memory what, bytes memory expected, bytes memory actual) private pure {
        if (keccak256(actual) != keccak256(expected)) revert Differs(what, expected, actual);
    }

    function _isCustom(string memory signature) internal view returns (bool) {
        return exists && data.length >= 4 && bytes4(data) == bytes4(keccak256(bytes(signature)));
    }

    function _isError(string memory message) internal view returns (bool) {
        return exists && keccak256(data) == keccak256(abi.encodeWithSignature("Error(string)", message));
    }

    function _isPanic(uint256 code) internal view returns (bool) {
        return exists && keccak256(data) == keccak256(abi.encodeWithSignature("Panic(uint256)", code));
    }

    function _isEmpty() internal view returns (bool) {
        return exists && data.length == 0;
    }

    /// The contract does not exist.
    function _isMissing() internal view returns (bool) {
        return !exists;
    }

    function _failed() internal view returns (bool) {
        return !ok;
    }
}
`
