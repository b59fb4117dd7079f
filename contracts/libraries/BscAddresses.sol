// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

// External contracts on BNB Smart Chain (chain id 56).

/// @dev Binance-Peg BTCB Token, 18 decimals.
address constant BTCB = 0x7130d2A12B9BCbFAe4f2634d864A1Ee1Ce3Ead9c;

/// @dev PancakeSwap V2's router.
address constant PANCAKE_ROUTER = 0x10ED43C718714eb63d5aA57B78B54704E256024E;

/// @dev Binance-Peg BSC-USD (USDT), 18 decimals.
address constant USDT = 0x55d398326f99059fF775485246999027B3197955;
