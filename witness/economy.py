"""The AMT economy by formulas alone: a third implementation, independent of model and contracts.

Written from docs/reference/mechanism.md in another language and style: mutable dictionaries with an undo
log, no persistent structures, vault entitlements by settlement. Amounts are base units (1e18) as Python
integers. Every division of amounts is ``//`` and rounds down. A call that reverts raises :class:`Reverted`
and changes nothing.

Not modelled: events, revert codes, uint256 overflow (no scenario comes near it), functions that no scenario
calls.
"""

from math import isqrt

INFINITE = 2**256 - 1
CAP = 100_000_000 * 10**18
Q112 = 2**112
LOCK_SECONDS = 730 * 86_400
TOKENS = ("amt", "liqAmt", "btcb", "usdt")


class Reverted(Exception):
    """A call reverts. The text is for people; nothing compares it."""


class Unsupported(Exception):
    """The list of actions contains a function that the witness does not know."""


def require(condition, reason):
    if not condition:
        raise Reverted(reason)


def pair_of(a, b):
    """Name of the pair of two tokens, as actions and views use it."""
    if {a, b} == {"amt", "btcb"}:
        return "pair"
    first, second = sorted((a, b), key=TOKENS.index)
    return f"pair:{first}/{second}"


class Journal:
    """Undo log over all dictionaries of an economy."""

    def __init__(self):
        self.entries = []

    def undo(self):
        for table, key, old in reversed(self.entries):
            if old is None:
                table.raw_delete(key)
            else:
                table.raw_set(key, old[0])
        self.entries.clear()


class Table(dict):
    """A dictionary with a default of zero whose writes are logged."""

    def __init__(self, journal):
        super().__init__()
        self.journal = journal

    def __missing__(self, key):
        return 0

    def __setitem__(self, key, value):
        old = (dict.__getitem__(self, key),) if key in self else None
        self.journal.entries.append((self, key, old))
        super().__setitem__(key, value)

    def raw_set(self, key, value):
        super().__setitem__(key, value)

    def raw_delete(self, key):
        super().pop(key, None)


class Economy:
    """State and functions. :meth:`apply` takes one action and says whether it succeeded."""

    def __init__(self, timestamp):
        self.journal = Journal()
        table = lambda: Table(self.journal)
        self.now = timestamp
        self.balance = {}
        self.supply = table()
        self.allowance = table()
        self.owner = table()
        self.owner["amt"] = self.owner["liqAmt"] = "master"
        self.owner["btcb"] = self.owner["usdt"] = "binance"
        self.owner["master"] = self.owner["market"] = "owner"
        self.table = table
        # Pairs: reserves by (pair, token), time of the last update, cumulative price of BTCB in AMT.
        self.reserve = table()
        self.updated = table()
        self.cumulative = table()
        self.exists = table()
        self.exists["pair"] = True
        # PancakeSwap's protocol fee: its receiver, and the product of the reserves when it was last settled.
        self.fee_to = table()
        self.fee_to["factory"] = "zero"
        self.last_product = table()
        for token in ("amt", "btcb", "pair"):
            self.allowance[token, "master", "router"] = INFINITE
        self.allowance["btcb", "buyBackVault", "router"] = INFINITE
        # Master: payments by id, balances at each, claims made, and the sums that dust is computed from.
        self.master = table()
        self.master["payer"] = "payer"
        self.payments = []
        self.claimed = table()
        self.claimed_units = table()
        self.paid_out = table()
        self.locker = table()
        self.market = table()
        self.market["rate"], self.market["fee"] = 150, 10
        self.vaults = {name: Vault(table) for name in ("stakingVault", "buyBackVault")}
        self.rounds = table()
        self.purchases = table()
        self.distributor = table()
        self.totals = table()
        self.journal.entries.clear()

    # Tokens

    def balances(self, token):
        if token not in self.balance:
            self.balance[token] = self.table()
        return self.balance[token]

    def move(self, token, sender, receiver, amount):
        held = self.balances(token)
        require(receiver != "zero" or token.startswith("pair"), "transfer to zero")
        require(held[sender] >= amount, "balance")
        held[sender] = held[sender] - amount
        held[receiver] = held[receiver] + amount

    def issue(self, token, receiver, amount):
        self.supply[token] = self.supply[token] + amount
        held = self.balances(token)
        held[receiver] = held[receiver] + amount

    def destroy(self, token, holder, amount):
        held = self.balances(token)
        require(held[holder] >= amount, "burn exceeds balance")
        held[holder] = held[holder] - amount
        self.supply[token] = self.supply[token] - amount

    def spend(self, token, holder, spender, amount):
        """Reduces an allowance. BEP-20 tokens reduce an infinite one too."""
        allowed = self.allowance[token, holder, spender]
        require(allowed >= amount, "allowance")
        if allowed != INFINITE or token in ("btcb", "usdt"):
            self.allowance[token, holder, spender] = allowed - amount

    def pull(self, token, spender, holder, receiver, amount):
        """``transferFrom``: allowance and transfer, or neither."""
        self.spend(token, holder, spender, amount)
        self.move(token, holder, receiver, amount)

    # PancakeSwap

    def reserves(self, pair, first, second):
        return self.reserve[pair, first], self.reserve[pair, second]

    def update(self, pair, a, b):
        """Makes balances the reserves, after adding the old price for the time that it stood."""
        elapsed = (self.now - self.updated[pair]) % 2**32
        amt, btcb = self.reserves(pair, "amt", "btcb")
        if pair == "pair" and elapsed > 0 and amt > 0 and btcb > 0:
            price = amt * Q112 // btcb
            self.cumulative[pair] = (self.cumulative[pair] + price * elapsed) % 2**256
        for token in (a, b):
            held = self.balances(token)[pair]
            require(held < Q112, "overflow")
            self.reserve[pair, token] = held
        self.updated[pair] = self.now % 2**32

    def charge_protocol_fee(self, pair, a, b):
        """Gives PancakeSwap 8 of the 25 parts by which the root of the product grew, as new shares."""
        if self.fee_to["factory"] == "zero" or self.last_product[pair] == 0:
            return
        now, then = isqrt(self.reserve[pair, a] * self.reserve[pair, b]), isqrt(self.last_product[pair])
        if now > then:
            shares = 8 * self.supply[pair] * (now - then) // (17 * now + 8 * then)
            if shares > 0:
                self.issue(pair, self.fee_to["factory"], shares)

    def remember_product(self, pair, a, b):
        product = self.reserve[pair, a] * self.reserve[pair, b]
        self.last_product[pair] = 0 if self.fee_to["factory"] == "zero" else product

    def mint_shares(self, a, b, receiver):
        pair = pair_of(a, b)
        came = [self.balances(token)[pair] - self.reserve[pair, token] for token in (a, b)]
        self.charge_protocol_fee(pair, a, b)
        total = self.supply[pair]
        if total == 0:
            shares = isqrt(came[0] * came[1]) - 1000
            require(shares > 0, "liquidity minted")
            self.issue(pair, "zero", 1000)
        else:
            shares = min(came[i] * total // self.reserve[pair, token] for i, token in enumerate((a, b)))
            require(shares > 0, "liquidity minted")
        self.issue(pair, receiver, shares)
        self.update(pair, a, b)
        self.remember_product(pair, a, b)
        return shares

    def burn_shares(self, a, b, receiver):
        pair = pair_of(a, b)
        self.charge_protocol_fee(pair, a, b)
        shares, total = self.balances(pair)[pair], self.supply[pair]
        out = [shares * self.balances(token)[pair] // total for token in (a, b)]
        require(out[0] > 0 and out[1] > 0, "liquidity burned")
        self.destroy(pair, pair, shares)
        for token, amount in zip((a, b), out):
            self.move(token, pair, receiver, amount)
        self.update(pair, a, b)
        self.remember_product(pair, a, b)
        return out

    def swap_in(self, sender, path, amount, minimum, receiver, deadline):
        """Exact input along a path; the output of each hop by the formula with the 0.25% fee."""
        require(deadline >= self.now, "expired")
        amounts = [amount]
        for a, b in zip(path, path[1:]):
            pair = pair_of(a, b)
            require(self.exists[pair], "no pair")
            before, after = self.reserves(pair, a, b)
            require(amounts[-1] > 0, "input")
            require(before > 0 and after > 0, "liquidity")
            kept = amounts[-1] * 9975
            amounts.append(kept * after // (before * 10_000 + kept))
        require(amounts[-1] >= minimum, "output below minimum")
        self.pull(path[0], "router", sender, pair_of(path[0], path[1]), amount)
        for hop, (a, b) in enumerate(zip(path, path[1:])):
            pair = pair_of(a, b)
            to = receiver if hop == len(path) - 2 else pair_of(path[hop + 1], path[hop + 2])
            require(amounts[hop + 1] > 0, "output")
            self.move(b, pair, to, amounts[hop + 1])
            self.update(pair, a, b)
        return amounts

    def provide(self, sender, a, b, wanted, minimums, receiver):
        """The router's ``addLiquidity``: in the pool's ratio, at most what was wanted."""
        pair = pair_of(a, b)
        self.exists[pair] = True
        before, after = self.reserves(pair, a, b)
        used = list(wanted)
        if before or after:
            require(wanted[0] > 0 and wanted[1] > 0 and before > 0 and after > 0, "quote")
            fitting = wanted[0] * after // before
            if fitting <= wanted[1]:
                require(fitting >= minimums[1], "amount b")
                used = [wanted[0], fitting]
            else:
                fitting = wanted[1] * before // after
                require(fitting >= minimums[0], "amount a")
                used = [fitting, wanted[1]]
        for token, amount in zip((a, b), used):
            self.pull(token, "router", sender, pair, amount)
        return used, self.mint_shares(a, b, receiver)

    # Master

    def pay(self, by, amount, percent):
        require(by == self.master["payer"], "not payer")
        require(amount > 100 and percent <= 100, "payment")
        supply = self.supply["amt"]
        require(supply > 0, "no supply")
        to_vault = amount * percent // 100
        rest = amount - to_vault
        in_pair = self.balances("amt")["pair"]
        to_providers = rest * in_pair // supply
        self.pull("btcb", "master", by, "burnVault", to_vault)
        self.pull("btcb", "master", by, "master", rest)
        holders = {"pot": rest - to_providers, "units": supply - in_pair}
        providers = {"pot": to_providers, "units": self.supply["liqAmt"]}
        for token, side in (("amt", holders), ("liqAmt", providers)):
            side["held"] = dict(self.balances(token))
        self.payments.append({"amt": holders, "liqAmt": providers})
        self.totals["paid"] = self.totals["paid"] + amount

    def payment(self, side, identifier):
        require(1 <= identifier <= len(self.payments), "no such snapshot")
        return self.payments[identifier - 1][side]

    def claim(self, side, by, identifiers, single):
        total = 0
        for identifier in identifiers:
            if self.claimed[side, by, identifier]:
                require(not single, "already charged")
                continue
            at = self.payment(side, identifier)
            held = at["held"].get(by, 0)
            if held == 0:
                require(not single, "nothing to charge")
                continue
            amount = at["pot"] * held // at["units"]
            self.claimed[side, by, identifier] = True
            self.claimed_units[side, identifier] = self.claimed_units[side, identifier] + held
            self.paid_out[side, identifier] = self.paid_out[side, identifier] + amount
            total += amount
        if total > 0:
            self.move("btcb", "master", by, total)
        return total

    def sweep(self, side, by, identifier):
        require(by == self.owner["master"], "not owner")
        at = self.payment(side, identifier)
        if at["units"] == 0:
            return
        paid = self.paid_out[side, identifier]
        dust = at["pot"] * self.claimed_units[side, identifier] // at["units"] - paid
        self.paid_out[side, identifier] = paid + dust
        if dust > 0:
            self.move("btcb", "master", by, dust)

    def add_through_master(self, by, amounts, keeper, receiver):
        for token, amount in zip(("amt", "btcb"), amounts):
            self.pull(token, "master", by, "master", amount)
        minimums = [amount * 98 // 100 for amount in amounts]
        used, shares = self.provide("master", "amt", "btcb", amounts, minimums, keeper)
        self.issue("liqAmt", receiver, shares)
        for token, amount, taken in zip(("amt", "btcb"), amounts, used):
            if amount > taken:
                self.move(token, "master", by, amount - taken)

    def remove_through_master(self, by, amount):
        self.spend("liqAmt", by, "master", amount)
        self.destroy("liqAmt", by, amount)
        total = self.supply["pair"]
        require(total > 0, "no liquidity")
        least = [amount * reserve // total * 98 // 100 for reserve in self.reserves("pair", "amt", "btcb")]
        self.pull("pair", "router", "master", "pair", amount)
        out = self.burn_shares("amt", "btcb", by)
        require(out[0] >= least[0] and out[1] >= least[1], "minimums")

    # Vaults

    def harvest(self, name, up_to):
        vault = self.vaults[name]
        first = vault.state["harvested"] + 1
        got = self.claim("amt", name, range(first, up_to + 1), single=False)
        vault.state["harvested"] = up_to
        self.claimed_by("holders", got)
        if name == "buyBackVault":
            self.purchases["pending"] = self.purchases["pending"] + got

    def harvest_all(self, name):
        if len(self.payments) > self.vaults[name].state["harvested"]:
            self.harvest(name, len(self.payments))

    def settle(self, name, account, up_to, most=None):
        """Adds the account's part of each payment, and applies finished rounds in between."""
        vault = self.vaults[name]
        if vault.deposit[account] == 0 and vault.owed[account] == 0:
            vault.applied[account] = self.purchases["rounds"]
            vault.settled[account] = max(up_to, vault.settled[account])
            return
        steps = 0
        while name == "buyBackVault" and vault.applied[account] < self.purchases["rounds"]:
            last, spent, bought, left = self.rounds[vault.applied[account]]
            if last > up_to or steps == most:
                break
            self.add_parts(vault, account, last)
            owed = vault.owed[account]
            vault.deposit[account] = vault.deposit[account] + owed * bought // (spent + left)
            vault.owed[account] = owed * left // (spent + left)
            vault.applied[account] = vault.applied[account] + 1
            steps += 1
        else:
            self.add_parts(vault, account, up_to)
            return
        if steps != most:
            self.add_parts(vault, account, up_to)

    def add_parts(self, vault, account, up_to):
        for identifier in range(vault.settled[account] + 1, up_to + 1):
            at = self.payments[identifier - 1]["amt"]
            if at["units"] > 0:
                part = at["pot"] * vault.deposit[account] // at["units"]
                vault.owed[account] = vault.owed[account] + part
        vault.settled[account] = max(up_to, vault.settled[account])

    def deposit(self, name, by, amount):
        require(amount > 0, "zero amount")
        self.harvest_all(name)
        self.settle(name, by, len(self.payments))
        vault = self.vaults[name]
        vault.deposit[by] = vault.deposit[by] + amount
        self.pull("amt", name, by, name, amount)

    def withdraw(self, name, by, amount):
        self.harvest_all(name)
        self.settle(name, by, len(self.payments))
        vault = self.vaults[name]
        held, owed = vault.deposit[by], vault.owed[by]
        require(amount <= held, "deposit")
        vault.deposit[by] = held - amount
        pays = owed if name == "stakingVault" or amount == held else 0
        if pays:
            vault.owed[by] = 0
            if name == "buyBackVault":
                self.purchases["pending"] = self.purchases["pending"] - pays
        self.move("amt", name, by, amount)
        self.move("btcb", name, by, pays)

    def cumulative_now(self):
        amt, btcb = self.reserves("pair", "amt", "btcb")
        require(amt > 0 and btcb > 0, "no price")
        elapsed = (self.now - self.updated["pair"]) % 2**32
        return (self.cumulative["pair"] + amt * Q112 // btcb * elapsed) % 2**256

    def poke(self):
        newest = self.purchases["newest"]
        require(not newest or self.now - newest[2] >= 1800, "too soon")
        cumulative = self.cumulative_now()
        reserve = self.reserve["pair", "btcb"]
        if newest and self.updated["pair"] == self.now % 2**32:
            reserve = min(reserve, newest[1])
        self.purchases["older"] = newest
        self.purchases["newest"] = (cumulative, reserve, self.now)

    def buy_back(self, minimum, deadline):
        bought_at = self.purchases["boughtAt"]
        require(not bought_at or self.now - bought_at >= 1800, "too soon")
        self.harvest_all("buyBackVault")
        pending = self.purchases["pending"]
        require(pending > 0, "nothing to spend")
        both = (self.purchases["newest"], self.purchases["older"])
        records = [record for record in both if record and self.now - record[2] >= 1800]
        require(records and self.now - records[0][2] <= 86_400, "no price")
        cumulative, reserve, time = records[0]
        spend = min(pending, min(self.reserve["pair", "btcb"], reserve) // 400)
        require(spend > 0, "pool too small")
        average = (self.cumulative_now() - cumulative) % 2**256 // (self.now - time)
        fair = (average * spend // Q112) * 97 // 100
        vault, least = "buyBackVault", max(fair, minimum)
        _, bought = self.swap_in(vault, ["btcb", "amt"], spend, least, vault, deadline)
        left = pending - spend
        number = self.purchases["rounds"]
        self.rounds[number] = (self.vaults["buyBackVault"].state["harvested"], spend, bought, left)
        self.purchases["rounds"] = number + 1
        self.purchases["pending"] = left
        self.purchases["boughtAt"] = self.now

    # Actions

    def apply(self, action):
        """One line of ``actions.jsonl``: True if it succeeded, False if it reverted."""
        if "wait" in action:
            self.now += int(action["wait"])
            return True
        contract, _, function = action["call"].partition(".")
        handler = getattr(self, f"do_{contract}_{function}", None)
        shared = getattr(self, f"do_{'vault' if contract in self.vaults else 'token'}_{function}", None)
        if handler is None and shared is None:
            raise Unsupported(f"expected a function that a scenario calls, got {action['call']}")
        number_of_payments = len(self.payments)
        try:
            if handler is not None:
                handler(action["by"], action["args"])
            else:
                shared(action.get("at", contract), action["by"], action["args"])
        except Reverted:
            self.journal.undo()
            del self.payments[number_of_payments:]
            return False
        self.journal.entries.clear()
        return True

    def do_token_approve(self, token, by, args):
        self.allowance[token, by, args["spender"]] = int(args["amount"])

    def do_token_transfer(self, token, by, args):
        self.move(token, by, args["to"], int(args["amount"]))

    def do_token_mint(self, token, by, args):
        require(token in ("btcb", "usdt") and by == self.owner[token], "not owner")
        self.issue(token, by, int(args["amount"]))

    def do_master_mintMaster(self, by, args):
        amount = int(args["amount"])
        require(by == self.owner["master"] and amount <= CAP - self.supply["amt"], "mint")
        require(args["account"] != "zero", "mint to zero")
        self.issue("amt", args["account"], amount)

    def do_master_payRent(self, by, args):
        self.pay(by, int(args["amountBtcb"]), int(args["vaultParticipation"]))

    def claimed_by(self, who, amount):
        self.totals[who] = self.totals[who] + amount

    def do_master_charge(self, by, args):
        self.claimed_by("holders", self.claim("amt", by, [int(args["snapId"])], single=True))

    def do_master_chargeFromTo(self, by, args):
        require(int(args["from"]) <= int(args["to"]), "range")
        numbers = range(int(args["from"]), int(args["to"]) + 1)
        self.claimed_by("holders", self.claim("amt", by, numbers, single=False))

    def do_master_liqCharge(self, by, args):
        self.claimed_by("providers", self.claim("liqAmt", by, [int(args["snapId"])], single=True))

    def do_master_liqChargeFromTo(self, by, args):
        require(int(args["from"]) <= int(args["to"]), "range")
        numbers = range(int(args["from"]), int(args["to"]) + 1)
        self.claimed_by("providers", self.claim("liqAmt", by, numbers, single=False))

    def do_master_handleDust(self, by, args):
        self.sweep("amt", by, int(args["snapId"]))

    def do_master_LiqHandleDust(self, by, args):
        self.sweep("liqAmt", by, int(args["snapId"]))

    def do_master_addLiquidity(self, by, args):
        self.add_through_master(by, [int(args["amountAmt"]), int(args["amountBtcb"])], "master", by)

    def do_master_addLiquidityLocking(self, by, args):
        require(by == self.owner["master"] and not self.master["locked"], "locking")
        self.master["locked"] = True
        self.locker["beneficiary"], self.locker["release"] = by, self.now + LOCK_SECONDS
        self.add_through_master(by, [int(args["amountAmt"]), int(args["amountBtcb"])], "locker", "locker")

    def do_master_removeLiquidity(self, by, args):
        self.remove_through_master(by, int(args["amount"]))

    def do_locker_charge(self, by, args):
        require(self.locker["beneficiary"], "no contract")
        self.claimed_by("providers", self.claim("liqAmt", "locker", [int(args["snapId"])], single=True))
        self.move("btcb", "locker", self.locker["beneficiary"], self.balances("btcb")["locker"])

    def do_locker_release(self, by, args):
        require(self.locker["beneficiary"] and self.now >= self.locker["release"], "locked")
        shares, receipts = self.balances("pair")["locker"], self.balances("liqAmt")["locker"]
        require(shares or receipts, "nothing to release")
        self.move("pair", "locker", "master", shares)
        self.move("liqAmt", "locker", self.locker["beneficiary"], receipts)

    def do_burnVault_backingWithdraw(self, by, args):
        amount, supply = int(args["amount"]), self.supply["amt"]
        require(supply > 0, "no supply")
        paid = self.balances("btcb")["burnVault"] * amount // supply
        self.spend("amt", by, "burnVault", amount)
        self.destroy("amt", by, amount)
        self.move("btcb", "burnVault", by, paid)
        self.totals["redeemedAmt"] = self.totals["redeemedAmt"] + amount
        self.totals["redeemedBtcb"] = self.totals["redeemedBtcb"] + paid

    def do_market_buy(self, by, args):
        usdt = int(args["amountUsdt"])
        out = 100 * usdt // self.market["rate"]
        require(0 < out <= self.balances("amt")["market"], "inventory")
        self.pull("usdt", "market", by, "admin", usdt)
        self.move("amt", "market", by, out)

    def do_market_sell(self, by, args):
        amt = int(args["amountAmt"])
        out = (amt * self.market["rate"] // 100) * (1000 - self.market["fee"]) // 1000
        require(0 < out <= self.balances("usdt")["market"], "usdt")
        self.pull("amt", "market", by, "admin", amt)
        self.move("usdt", "market", by, out)

    def do_market_setRate(self, by, args):
        require(by == self.owner["market"] and 1 <= int(args["usdPer100Amt"]) < 2**128, "rate")
        self.market["rate"] = int(args["usdPer100Amt"])

    def do_market_setFee(self, by, args):
        require(by == self.owner["market"] and int(args["fee"]) < 1000, "fee")
        self.market["fee"] = int(args["fee"])

    def do_vault_harvest(self, name, by, args):
        up_to = int(args["upTo"])
        require(self.vaults[name].state["harvested"] < up_to <= len(self.payments), "harvest")
        self.harvest(name, up_to)

    def do_vault_settle(self, name, by, args):
        vault, account, up_to = self.vaults[name], args["account"], int(args["upTo"])
        require(up_to <= vault.state["harvested"], "not harvested")
        due = name == "buyBackVault" and vault.applied[account] < self.purchases["rounds"]
        due = due and self.rounds[vault.applied[account]][0] <= up_to
        require(up_to > vault.settled[account] or due, "nothing to settle")
        self.settle(name, account, up_to, most=100)

    def do_vault_deposit(self, name, by, args):
        self.deposit(name, by, int(args["amount"]))

    def do_vault_withdraw(self, name, by, args):
        self.withdraw(name, by, int(args["amount"]))

    def do_buyBackVault_poke(self, by, args):
        self.poke()

    def do_buyBackVault_buyBack(self, by, args):
        self.buy_back(int(args["minAmtOut"]), int(args["deadline"]))

    def do_factory_setFeeTo(self, by, args):
        require(by == "pancake", "forbidden")
        self.fee_to["factory"] = args["feeTo"]

    def do_router_addLiquidity(self, by, args):
        require(int(args["deadline"]) >= self.now, "expired")
        wanted = [int(args["amountADesired"]), int(args["amountBDesired"])]
        minimums = [int(args["amountAMin"]), int(args["amountBMin"])]
        self.provide(by, args["tokenA"], args["tokenB"], wanted, minimums, args["to"])

    def do_router_removeLiquidity(self, by, args):
        require(int(args["deadline"]) >= self.now, "expired")
        a, b = args["tokenA"], args["tokenB"]
        self.pull(pair_of(a, b), "router", by, pair_of(a, b), int(args["liquidity"]))
        out = self.burn_shares(a, b, args["to"])
        require(out[0] >= int(args["amountAMin"]) and out[1] >= int(args["amountBMin"]), "minimums")

    def do_router_swapExactTokensForTokens(self, by, args):
        path = args["path"]
        amount, least, deadline = (int(args[name]) for name in ("amountA", "limit", "deadline"))
        amounts = self.swap_in(by, path, amount, least, args["to"], deadline)
        if path == ["btcb", "amt"]:
            self.totals["boughtFor"] = self.totals["boughtFor"] + amounts[0]
        if path == ["amt", "btcb"]:
            self.totals["soldFor"] = self.totals["soldFor"] + amounts[1]

    def do_deploy_distributor(self, by, args):
        accounts, amounts = args["accounts"], [int(amount) for amount in args["amounts"]]
        require(not self.distributor["list"] and accounts and len(accounts) == len(amounts), "list")
        require(1 <= int(args["snapshotId"]) <= len(self.payments), "snapshot")
        require(int(args["deadline"]) > self.now, "deadline")
        self.distributor["list"] = tuple(zip(accounts, amounts))
        self.distributor["reserve"], self.distributor["deadline"] = args["reserve"], int(args["deadline"])

    def do_distributor_claim(self, by, args):
        entries, index = self.distributor["list"], int(args["index"])
        require(entries and self.now <= self.distributor["deadline"], "expired")
        require(not self.distributor["paid", index] and index < len(entries), "claimed")
        require(entries[index] == (args["account"], int(args["amount"])), "proof")
        require(int(args["proof"]) == index or len(entries) == 1, "proof")
        self.distributor["paid", index] = True
        self.move("amt", "distributor", args["account"], int(args["amount"]))

    def do_distributor_reclaim(self, by, args):
        require(self.distributor["list"] and self.now > self.distributor["deadline"], "not expired")
        left = self.balances("amt")["distributor"]
        require(left > 0, "nothing to reclaim")
        self.move("amt", "distributor", self.distributor["reserve"], left)


class Vault:
    """Deposits of one vault by settlement, the contract's way and not the model's."""

    def __init__(self, table):
        self.state = table()
        self.deposit = table()
        self.owed = table()
        self.settled = table()
        self.applied = table()
