"""What an entry says to a person: a sentence that goes on from the actor's name, and its figures."""

from collections.abc import Callable, Mapping
from typing import Any

from mockup2code.story.models import Entry, Kind

ENGINES = {"kimi": "Kimi", "draft": "the draft engine"}
GONE = "somebody whose account is gone"
_ENDS = {"finished": "finished", "failed": "failed", "cancelled": "stopped"}

Data = Mapping[str, Any]


def sentence(entry: Entry, people: Mapping[str, str]) -> str:
    """`people` has the addresses of those whom entries are about, by the id of their account."""
    say = _SENTENCES.get(Kind(entry.kind))
    return say(_quoted(entry.object_name), entry.data, people.get(entry.object_id, GONE)) if say else entry.kind


def figures(entry: Entry, fidelity: float | None) -> list[str]:
    """What was measured, each with its unit; `fidelity` is that of the version which a run has made."""
    data = entry.data
    found = [
        f"{data['width']:,} × {data['height']:,} px" if "width" in data else "",  # noqa: RUF001 - times
        _duration(data.get("seconds")),
        f"{data['tokens']:,} tokens" if data.get("tokens") else "",
        f"${data['cost']:.4f}" if data.get("cost") is not None else "",
        f"fidelity {fidelity:.0f} / 100" if fidelity is not None else "",
    ]
    return [figure for figure in found if figure]


def _duration(seconds: float | None) -> str:
    if seconds is None:
        return ""
    return f"{seconds:.1f} s" if seconds < 60 else f"{int(seconds // 60)} min {int(seconds % 60)} s"


def _quoted(name: str) -> str:
    """In marks that keep writing from right to left from turning the sentence around."""
    return f"\u2068“{name}”\u2069" if name else ""


def _engine(data: Data) -> str:
    name = ENGINES.get(data["engine"], str(data["engine"]))
    return f"{name} ({data['model']})" if data.get("model") else name


def _run_ended(name: str, data: Data, _person: str) -> str:
    end = _ENDS.get(data["outcome"], data["outcome"])
    made = f" as version {data['number']}" if data.get("number") else ""
    why = f": {data['error']}" if data.get("error") else ""
    return f"ran {_engine(data)} over {name}: {end}{made}{why}"


def _version(data: Data) -> str:
    return f"version {data['number']}"


def _edited(message: str, data: Data, _person: str) -> str:
    return f"edited version {data['of']} by hand, which made {_version(data)}" + (f": {message}" if message else "")


def _invited(name: str, data: Data, _person: str) -> str:
    whom = name or ("several people by link" if data["many"] else "somebody by link")
    return f"invited {whom} as {data['role']}, for {data['days']} day{'' if data['days'] == 1 else 's'}"


def _team_changed(name: str, data: Data, _person: str) -> str:
    renamed = f"renamed the team from {_quoted(data['was'])} to {name}" if _quoted(data["was"]) != name else ""
    return " and ".join(filter(None, [renamed, "changed its picture" if data["picture"] else ""])) or "saved the team"


def _shared(name: str, data: Data, _person: str) -> str:
    what = f"version {data['number']}" if data.get("number") else "the latest version, whichever it is,"
    extras = [word for word in ("code", "download") if data.get(word)]
    kept = "a password" if data.get("password") else ""
    also = " and ".join([*extras, *filter(None, [kept])])
    return f"shared {what} by a link{f' called {name}' if name else ''}{f', with {also}' if also else ''}"


def _downloaded(_name: str, data: Data, _person: str) -> str:
    what = "the project" if data["what"] == "project" else data["what"]
    through = f" through the share link {_quoted(data['share'])}" if data.get("share") else ""
    return f"downloaded {what} of {_version(data)}{through}"


def _limits(_name: str, data: Data, person: str) -> str:
    whose = f"of {person}" if data.get("member") else "of the team"
    return f"set the limits {whose}: {data['limits'] or 'none'}"


_SENTENCES: dict[Kind, Callable[[str, Data, str], str]] = {
    Kind.UPLOADED: lambda name, data, _: f"began the project with {name}" if data["first"] else f"added {name}",
    Kind.RUN_STARTED: lambda name, data, _: f"started a run of {_engine(data)} over {name}",
    Kind.RUN_STOPPED: lambda name, data, _: f"stopped a run of {_engine(data)} over {name}",
    Kind.RUN_ENDED: _run_ended,
    Kind.EDITED: _edited,
    Kind.RESTORED: lambda _, data, __: f"restored version {data['of']} as {_version(data)}",
    Kind.NAMED: lambda name, data, _: f"named {_version(data)} {name}" if name else f"took {_version(data)} its name",
    Kind.MEASURED: lambda _, data, __: f"measured {_version(data)}: {data['fidelity']:.0f} / 100 near the mockup",
    Kind.DOWNLOADED: _downloaded,
    Kind.SHARED: _shared,
    Kind.UNSHARED: lambda name, _, __: f"revoked the share link{f' {name}' if name else ''}",
    Kind.PICTURE_REMOVED: lambda name, _data, _: f"removed the picture {name}",
    Kind.RENAMED: lambda name, data, _: f"renamed the project from {_quoted(data['was'])} to {name}",
    Kind.CHANGED: lambda name, data, _: f"changed the {' and '.join(data['changed'])} of {name}",
    Kind.ARCHIVED: lambda name, *_: f"archived {name}",
    Kind.UNARCHIVED: lambda name, *_: f"brought {name} back from the archive",
    Kind.DELETED: lambda name, *_: f"deleted {name}",
    Kind.UNDELETED: lambda name, *_: f"restored the deleted project {name}",
    Kind.PURGED: lambda name, *_: f"removed {name} for good, 30 days after it was deleted",
    Kind.MOVED_AWAY: lambda name, *_: f"moved {name} to another team",
    Kind.MOVED_HERE: lambda name, *_: f"moved {name} here from another team",
    Kind.DUPLICATED: lambda name, *_: f"made this project as a copy of {name}",
    Kind.FOUNDED: lambda name, *_: f"founded the team {name}",
    Kind.JOINED: lambda _, data, __: f"joined by an invitation, as {data['role']}",
    Kind.ROLE: lambda _, data, person: f"made {person}, who was {data['was']}, {data['role']}",
    Kind.REMOVED: lambda _, data, person: f"removed {person}, who was {data['was']}",
    Kind.LEFT: lambda _, data, __: f"left the team, as {data['was']}",
    Kind.HANDED_OVER: lambda _, __, person: f"handed the team over to {person}",
    Kind.INVITED: _invited,
    Kind.UNINVITED: lambda name, *_: f"took the invitation {f'of {name}' if name else 'by link'} back",
    Kind.TEAM_CHANGED: _team_changed,
    Kind.CONNECTION: lambda _, data, __: (
        f"changed the connection ({data['provider']}): {', '.join(data['changed']).replace('_', ' ') or 'nothing'}"
    ),
    Kind.LIMITS: _limits,
}
