"""Who may do what: the one table. docs/teams.md shows the same, and tests try every address by it."""

from collections.abc import Mapping
from enum import StrEnum

from mockup2code.teams.models import Role


class Actor(StrEnum):
    """Everybody who may come to an address: the four roles of a team, and three outsiders."""

    OWNER = "owner"
    ADMIN = "admin"
    EDITOR = "editor"
    VIEWER = "viewer"
    OTHER_TEAM = "other team"
    SHARE_LINK = "share link"
    STRANGER = "stranger"


class Action(StrEnum):
    """What somebody does; each address of the server stands for one of these."""

    ENTER = "sign up, sign in, reset a password"
    VISIT_SHARE = "see what a share link shows, with the link"
    SEE_PREVIEW_FRAME = "load the empty preview frame and the examples"
    USE_ACCOUNT = "keep one's own account, go to one's teams"
    FOUND_TEAM = "found a team"
    SEE_PROJECTS = "see projects, pictures, code and runs, download, star"
    ADD_PROJECTS = "add projects"
    CHANGE_PROJECTS = "change, tag, duplicate, archive and delete projects, add pictures"
    SHARE = "share projects by link, revoke links"
    MOVE_PROJECTS = "move projects to another team of one's own"
    RUN = "start and stop runs"
    SEE_TEAM = "see the team's members, leave it"
    SEE_TEAM_STORY = "see and export the team's history, and from which addresses people came"
    CHANGE_TEAM = "change the team's name and picture"
    INVITE = "invite, revoke invitations"
    MANAGE_MEMBERS = "change roles, remove members"
    SET_LIMITS = "set what the team and its members may use"
    HAND_OVER = "hand the team over, delete it"
    CONNECT = "see and change the team's connection to a model"


class Verdict(StrEnum):
    """The answer; `SIGN_IN` leads to the sign-in page."""

    YES = "yes"
    SIGN_IN = "sign in"
    FORBIDDEN = "403"
    HIDDEN = "404"


_EVERYBODY = frozenset(Actor)
_PEOPLE = _EVERYBODY - {Actor.SHARE_LINK, Actor.STRANGER}
_MEMBERS = frozenset({Actor.OWNER, Actor.ADMIN, Actor.EDITOR, Actor.VIEWER})
_EDITORS = _MEMBERS - {Actor.VIEWER}
_LEADS = _EDITORS - {Actor.EDITOR}

TABLE: Mapping[Action, frozenset[Actor]] = {
    Action.ENTER: _EVERYBODY,
    Action.VISIT_SHARE: _EVERYBODY,
    Action.SEE_PREVIEW_FRAME: _EVERYBODY,
    Action.USE_ACCOUNT: _PEOPLE,
    Action.FOUND_TEAM: _PEOPLE,
    Action.SEE_PROJECTS: _MEMBERS,
    Action.ADD_PROJECTS: _EDITORS,
    Action.CHANGE_PROJECTS: _EDITORS,
    Action.SHARE: _EDITORS,
    Action.MOVE_PROJECTS: _LEADS,
    Action.RUN: _EDITORS,
    Action.SEE_TEAM: _MEMBERS,
    Action.SEE_TEAM_STORY: _LEADS,
    Action.CHANGE_TEAM: _LEADS,
    Action.INVITE: _LEADS,
    Action.MANAGE_MEMBERS: _LEADS,
    Action.SET_LIMITS: _LEADS,
    Action.HAND_OVER: frozenset({Actor.OWNER}),
    Action.CONNECT: _LEADS,
}


def may(role: Role | str, action: Action) -> bool:
    """Whether a member with this role may do it."""
    return Actor(role) in TABLE[action]


def verdict(actor: Actor, action: Action) -> Verdict:
    """What an actor gets: outsiders learn nothing of what a team has, members read why not."""
    if actor in TABLE[action]:
        return Verdict.YES
    if actor in _MEMBERS:
        return Verdict.FORBIDDEN
    return Verdict.SIGN_IN if TABLE[action] >= _PEOPLE else Verdict.HIDDEN


def refusal(role: Role | str, action: Action) -> str:
    """Why a member may not do it, and who could."""
    able = [actor for actor in Actor if actor in TABLE[action]]
    roles = f"{', '.join(able[:-1])} or {able[-1]}" if len(able) > 1 else able[0]
    return f"This takes the role of {roles} in the team; yours is {role}. Nothing was changed. Ask an owner for a role."
