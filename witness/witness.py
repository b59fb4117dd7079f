"""Recomputes finished runs from their actions and compares the daily values that follow from the economy.

    python3 witness/witness.py out/baseline [out/…]

Reads ``manifest.json``, ``actions.jsonl`` (and those of the variants) and ``daily.csv`` of each run. Exit
code 0 if every value is equal, 1 if one differs, 2 if a run cannot be read.
"""

import csv
import json
import sys
from datetime import datetime, timezone
from pathlib import Path

from economy import Economy, Unsupported

ONE = 10**18
DAY = 86_400


def decimal(amount):
    """Base units as exact decimal text without trailing zeros, the way the tables write them."""
    whole, rest = divmod(amount, ONE)
    return str(whole) if rest == 0 else f"{whole}.{rest:018d}".rstrip("0")


def payout(economy, first):
    """BTCB per whole AMT outside the pool of all payments after the first `first`, each rounded down."""
    total = 0
    for at in economy.payments[first:]:
        side = at["amt"]
        total += side["pot"] * ONE // side["units"] if side["units"] else 0
    return total


class Days:
    """Daily values of a run, one column a method; `before` is the number of payments when the day began."""

    def __init__(self):
        self.before = 0
        self.actions = 0
        self.reverted = 0

    def values(self, economy, day):
        amt, btcb = economy.reserves("pair", "amt", "btcb")
        supply, backing = economy.supply["amt"], economy.balances("btcb")["burnVault"]
        price = btcb * ONE // amt if amt else 0
        floor = backing * ONE // supply if supply else 0
        held = lambda token, who: decimal(economy.balances(token)[who])
        total = lambda name: decimal(economy.totals[name])
        return {
            "day": str(day),
            "date": datetime.fromtimestamp(economy.now, timezone.utc).strftime("%Y-%m-%d"),
            "poolPrice": decimal(price),
            "floorPrice": decimal(floor),
            "premium": decimal(price * ONE // floor) if floor else "0",
            "payoutPerAmt": decimal(payout(economy, self.before)),
            "payoutToDate": decimal(payout(economy, 0)),
            "backing": decimal(backing),
            "supply": decimal(supply),
            "poolAmt": decimal(amt),
            "poolBtcb": decimal(btcb),
            "lpSupply": decimal(economy.supply["pair"]),
            "wrapped": decimal(economy.supply["liqAmt"]),
            "paid": total("paid"),
            "claimedByHolders": total("holders"),
            "claimedByProviders": total("providers"),
            "unclaimed": held("btcb", "master"),
            "redeemedAmt": total("redeemedAmt"),
            "redeemedBtcb": total("redeemedBtcb"),
            "boughtFor": total("boughtFor"),
            "soldFor": total("soldFor"),
            "arbitrageurBtcb": held("btcb", "arbitrageur"),
            "buffer": held("btcb", "payer"),
            "reserveAmt": held("amt", "owner"),
            "reserveBtcb": held("btcb", "owner"),
            "projectAmt": held("amt", "owner"),
            "stock": held("amt", "market"),
            "actions": str(self.actions),
            "refused": str(self.reverted),
        }


def replay(actions, start, days, compare):
    """Applies all actions; calls `compare(day, values)` at the close of each of the last `days` days."""
    economy, table = Economy(start), Days()
    nights = sum(1 for action in actions if action.get("wait") == str(DAY))
    skipped = nights - days
    day = 0
    for action in actions:
        if action.get("wait") == str(DAY):
            if skipped > 0:
                skipped -= 1
            else:
                compare(day, table.values(economy, day))
                day += 1
                table.before = len(economy.payments)
        succeeded = economy.apply(action)
        table.actions += 1
        table.reverted += not succeeded
    return table


def check(folder):
    manifest = json.loads((folder / "manifest.json").read_text())
    with (folder / "daily.csv").open(newline="") as file:
        daily = list(csv.DictReader(file))
    known, differences = set(), []

    def compare(day, values):
        row = daily[day]
        for column in row.keys() & values.keys():
            known.add(column)
            if row[column] != values[column] and len(differences) < 10:
                differences.append(f"day {day}, {column}: table {row[column]}, witness {values[column]}")

    start = int(manifest["founding"]["timestamp"])
    table = replay(read(folder / "actions.jsonl"), start, len(daily), compare)
    variants = sorted(folder.glob("actions-*.jsonl"))
    for variant in variants:
        replay(read(variant), start, 0, lambda day, values: None)
    others = [column for column in daily[0] if column not in known] if daily else []
    print(
        f"{folder}: {len(known) * len(daily):,} values of {len(known)} columns in {table.actions:,} actions, "
        f"{len(differences)} differences; {len(variants)} variants replayed"
    )
    if others:
        print(f"  not recomputed (from the environment or derived): {', '.join(others)}")
    for difference in differences:
        print(f"  {difference}")
    return not differences


def read(path):
    with path.open() as file:
        return [json.loads(line) for line in file]


def main(folders):
    if not folders:
        print("expected the folders of finished runs, such as out/baseline, got none", file=sys.stderr)
        return 2
    try:
        return 0 if all([check(Path(folder)) for folder in folders]) else 1
    except (OSError, KeyError, ValueError, Unsupported) as error:
        print(f"expected folders of finished runs, got {type(error).__name__}: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
