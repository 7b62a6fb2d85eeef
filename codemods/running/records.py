"""Turn outcomes into plain data and back, as the cache keeps them."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from codemods.model import Discharge, Evidence, Gain, Lap, Outcome, Probe, Refusal, Site, Timing


def packed(outcome: Outcome) -> dict[str, Any]:
    """The outcome as plain data, without the text before, which is the file's, and its asking."""
    return {
        "after": outcome.after if outcome.changed else None,
        "sites": list(map(_plain, outcome.sites)),
        "pending": list(map(_plain, outcome.pending)),
        "refusals": [asdict(refusal) for refusal in outcome.refusals],
    }


def _plain(site: Site) -> dict[str, Any]:
    data = asdict(site)
    for one in data["evidence"]:
        one["discharge"] = one["discharge"].value
    return data


def unpacked(path: str, before: str, data: Mapping[str, Any]) -> Outcome:
    """The outcome that ``packed`` made ``data`` of."""
    after = data["after"]
    return Outcome(
        path=path,
        before=before if after is not None else "",
        after=after if after is not None else "",
        sites=tuple(map(_site, data["sites"])),
        pending=tuple(map(_site, data["pending"])),
        refusals=tuple(Refusal(**one) for one in data["refusals"]),
    )


def _site(data: Mapping[str, Any]) -> Site:
    evidence = tuple(map(_evidence, data["evidence"]))
    gains = tuple(Gain(**one) for one in data["gains"])
    timing = data["timing"]
    if timing is not None:
        timing = Timing(tuple(Lap(**one) for one in timing["laps"]), timing["reason"])
    return Site(**{**data, "evidence": evidence, "gains": gains, "timing": timing})


def _evidence(data: Mapping[str, Any]) -> Evidence:
    probes = tuple(Probe(**one) for one in data["probes"])
    return Evidence(**{**data, "discharge": Discharge(data["discharge"]), "probes": probes})
