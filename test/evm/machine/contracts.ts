/**
 * Contracts: small real contracts for the machine's tests, compiled by solc.
 */
import { encodeDeployData, encodeFunctionData } from 'viem'
import type { Abi } from 'viem'
import { compileSources } from '../../../src/evm/compile/compile.ts'
import { fromHex } from '../../../src/evm/machine/hex.ts'

const SOURCE = `// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import "@openzeppelin/contracts/token/ERC20/extensions/ERC20Snapshot.sol";

contract Token is ERC20Snapshot {
    address private immutable MINTER;
    uint256 private immutable CAP;

    error OverCap(uint256 wanted, uint256 cap);

    constructor(uint256 cap) ERC20("Token", "T") {
        MINTER = msg.sender;
        CAP = cap;
    }

    function mint(address to, uint256 amount) external {
        require(msg.sender == MINTER, "only the minter");
        if (totalSupply() + amount > CAP) revert OverCap(totalSupply() + amount, CAP);
        _mint(to, amount);
    }

    function burn(uint256 amount) external {
        _burn(msg.sender, amount);
    }

    function snapshot() external returns (uint256) {
        return _snapshot();
    }
}

contract Box {
    uint256 public immutable LABEL;
    address public immutable MAKER;
    mapping(uint256 => uint256[]) private _items;

    constructor(uint256 label) {
        require(label != 13, "unlucky");
        LABEL = label;
        MAKER = msg.sender;
    }

    function put(uint256 shelf, uint256 item) external returns (uint256) {
        _items[shelf].push(item);
        return _items[shelf].length;
    }

    function take(uint256 shelf) external returns (uint256 item) {
        item = _items[shelf][_items[shelf].length - 1];
        _items[shelf].pop();
    }

    function destroy(address payable heir) external {
        selfdestruct(heir);
    }
}

contract Factory {
    event Made(address indexed box, uint256 label, bool salted);

    Box[] public boxes;
    string public note;

    function make(uint256 label) external returns (Box box) {
        box = new Box(label);
        boxes.push(box);
        emit Made(address(box), label, false);
    }

    function makeSalted(uint256 label, bytes32 salt) external returns (Box box) {
        box = new Box{salt: salt}(label);
        boxes.push(box);
        emit Made(address(box), label, true);
    }

    function tryMake(uint256 label) external returns (string memory) {
        try this.make(label) returns (Box) {
            note = "made";
        } catch Error(string memory reason) {
            note = reason;
        }
        return note;
    }

    function makeAndDestroy(uint256 label) external {
        Box box = new Box(label);
        box.put(1, label);
        box.destroy(payable(address(this)));
    }

    function put(uint256 which, uint256 shelf, uint256 item) external returns (uint256) {
        return boxes[which].put(shelf, item);
    }

    function take(uint256 which, uint256 shelf) external returns (uint256) {
        return boxes[which].take(shelf);
    }

    function write(string calldata text) external {
        note = text;
    }

    function digest(bytes calldata data) external view returns (bytes32, bytes20, bytes32) {
        return (sha256(data), ripemd160(data), keccak256(bytes.concat(data, bytes20(address(this)), bytes32(block.timestamp))));
    }

    function signer(bytes32 hash, uint8 v, bytes32 r, bytes32 s) external pure returns (address) {
        return ecrecover(hash, v, r, s);
    }

    function power(uint256 base, uint256 exponent) external pure returns (uint256) {
        return base ** exponent;
    }
}
`

const UNIT = 'test/Machine.sol'
const artifacts = compileSources({ sources: { [UNIT]: SOURCE }, targets: [UNIT] }).artifacts

export type ContractName = 'Token' | 'Box' | 'Factory'

function artifact(name: ContractName) {
  return artifacts.find(({ contract }) => contract === name)!
}

/** Init code with its constructor's arguments. */
export function initCode(name: ContractName, ...args: readonly unknown[]): Uint8Array {
  const { abi, bytecode } = artifact(name)
  return fromHex(encodeDeployData({ abi: abi as Abi, bytecode, args: args as unknown[] }))
}

/** Call data. */
export function callData(name: ContractName, functionName: string, ...args: readonly unknown[]): Uint8Array {
  return fromHex(
    encodeFunctionData({ abi: artifact(name).abi as Abi, functionName, args: args as unknown[] }),
  )
}
