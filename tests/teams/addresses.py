"""Every address of the server, the action it stands for, and how it is called by who may."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from mockup2code.teams.permissions import Action, Actor
from tests.teams.world import World

Form = dict[str, object]


@dataclass(frozen=True)
class Address:
    """One address: `name` as Django knows it, `form` what a POST sends, `keys` the names of its parts."""

    name: str
    action: Action
    keys: tuple[str, ...] = ()
    form: Callable[[World], Form] | None = None

    def path(self, world: World, actor: Actor) -> str:
        values = {key: world.key(key, actor) for key in self.keys}
        if "share_token" in values:
            values["token"] = values.pop("share_token")
        if "deleted_id" in values:
            values["project_id"] = values.pop("deleted_id")
        return reverse(self.name, kwargs=values)


def _nothing(_world: World) -> Form:
    return {}


def _reads(action: Action, *addresses: tuple[str, ...]) -> list[Address]:
    return [Address(name, action, tuple(keys)) for name, *keys in addresses]


def _writes(action: Action, name: str, *keys: str, form: Callable[[World], Form] = _nothing) -> Address:
    return Address(name, action, keys, form)


ADDRESSES = [
    *_reads(
        Action.ENTER,
        ("account_login",),
        ("account_signup",),
        ("account_reset_password",),
        ("account_reset_password_done",),
        ("account_reset_password_from_key", "uidb36", "key"),
        ("account_reset_password_from_key_done",),
        ("account_inactive",),
        ("account_email_verification_sent",),
        ("account_confirm_email", "key"),
        ("account_confirm_login_code",),
        ("account_logout",),
        ("mfa_authenticate",),
        ("mfa_login_webauthn",),
    ),
    *_reads(
        Action.VISIT_SHARE,
        ("shares:visit", "share_token"),
        ("shares:mockup", "share_token"),
        ("shares:asset", "share_token", "asset_id"),
        ("shares:zip", "share_token"),
        ("shares:file", "share_token", "path"),
    ),
    *_reads(Action.SHARE, ("shares:shares", "project_id")),
    _writes(Action.SHARE, "shares:revoke", "share_id"),
    *_reads(Action.SEE_PREVIEW_FRAME, ("previews:frame",), ("projects:example", "slug")),
    *_reads(
        Action.USE_ACCOUNT,
        ("projects:dashboard",),
        ("account_email",),
        ("account_change_password",),
        ("account_set_password",),
        ("account_reauthenticate",),
        ("teams:delete_account",),
        ("usersessions_list",),
        ("mfa_index",),
        ("mfa_reauthenticate",),
        ("mfa_reauthenticate_webauthn",),
        ("mfa_activate_totp",),
        ("mfa_deactivate_totp",),
        ("mfa_generate_recovery_codes",),
        ("mfa_view_recovery_codes",),
        ("mfa_download_recovery_codes",),
        ("mfa_list_webauthn",),
        ("mfa_add_webauthn",),
        ("mfa_edit_webauthn", "pk"),
        ("mfa_remove_webauthn", "pk"),
        ("connections:home",),
        ("generations:usage_home",),
    ),
    *_reads(
        Action.SEE_PROJECTS,
        ("generations:workspace", "project_id"),
        ("generations:history", "project_id"),
        ("generations:version", "version_id"),
        ("generations:page", "version_id"),
        ("generations:page", "version_id"),
        ("exports:zip", "version_id"),
        ("exports:file", "version_id", "path"),
        ("projects:picture", "mockup_id"),
        ("projects:version_picture", "version_id"),
        ("projects:measurement", "mockup_id"),
        ("projects:thumbnail", "mockup_id"),
        ("projects:asset", "asset_id"),
        ("generations:usage", "team_id"),
        ("projects:story", "project_id"),
    ),
    _writes(
        Action.ADD_PROJECTS, "projects:upload", form=lambda world: {"example": "screen", "team": str(world.team.pk)}
    ),
    _writes(Action.CHANGE_PROJECTS, "projects:rename", "project_id", form=lambda _: {"name": "Front door"}),
    _writes(Action.CHANGE_PROJECTS, "projects:add_mockup", "project_id", form=lambda _: {"example": "screen"}),
    _writes(
        Action.CHANGE_PROJECTS,
        "projects:save_version",
        "project_id",
        form=lambda world: {"parent": str(world.version.pk), "files": {"src/App.tsx": "export default () => null;\n"}},
    ),
    _writes(Action.CHANGE_PROJECTS, "projects:restore_version", "version_id"),
    _writes(Action.CHANGE_PROJECTS, "projects:label_version", "version_id", form=lambda _: {"name": "First"}),
    _writes(Action.CHANGE_PROJECTS, "projects:star_version", "version_id", form=lambda _: {"starred": "on"}),
    _writes(Action.CHANGE_PROJECTS, "projects:keep_fidelity", "version_id"),
    _writes(Action.CHANGE_PROJECTS, "projects:keep_picture", "version_id"),
    _writes(Action.SEE_PROJECTS, "projects:fidelity", "mockup_id"),
    *_reads(Action.CHANGE_PROJECTS, ("projects:settings", "project_id")),
    _writes(Action.SEE_PROJECTS, "projects:star", "project_id", form=lambda _: {"starred": "on"}),
    _writes(Action.CHANGE_PROJECTS, "projects:archive", "project_id"),
    _writes(Action.CHANGE_PROJECTS, "projects:delete", "project_id"),
    _writes(Action.CHANGE_PROJECTS, "projects:undelete", "deleted_id"),
    _writes(Action.CHANGE_PROJECTS, "projects:duplicate", "project_id"),
    _writes(Action.MOVE_PROJECTS, "projects:move", "project_id"),
    _writes(Action.RUN, "generations:generate", "mockup_id"),
    _writes(
        Action.RUN,
        "generations:send",
        "project_id",
        form=lambda world: {"text": "Calmer.", "base": str(world.version.pk)},
    ),
    _writes(
        Action.RUN,
        "generations:estimate",
        "project_id",
        form=lambda world: {"text": "Calmer.", "base": str(world.version.pk)},
    ),
    _writes(Action.RUN, "generations:answer_again", "generation_id"),
    *_reads(Action.SEE_PROJECTS, ("generations:talk", "project_id")),
    _writes(
        Action.CHANGE_PROJECTS, "projects:describe", "mockup_id", form=lambda _: {"name": "Sign in", "role": "page"}
    ),
    _writes(Action.CHANGE_PROJECTS, "projects:remove_mockup", "mockup_id"),
    _writes(Action.CHANGE_PROJECTS, "projects:order", "project_id"),
    _writes(Action.CHANGE_PROJECTS, "projects:add_recording", "project_id"),
    _writes(Action.ADD_PROJECTS, "projects:upload_recording", form=lambda world: {"team": str(world.team.pk)}),
    _writes(Action.RUN, "generations:stop", "generation_id"),
    *_reads(Action.ENTER, ("teams:invitation", "token")),
    *_reads(Action.FOUND_TEAM, ("teams:found",)),
    *_reads(Action.SEE_TEAM, ("teams:team", "team_id"), ("teams:picture", "team_id")),
    _writes(Action.SEE_TEAM, "teams:switch", "team_id"),
    _writes(Action.SEE_TEAM, "teams:leave", "team_id"),
    *_reads(Action.SEE_TEAM_STORY, ("teams:story", "team_id")),
    _writes(Action.CHANGE_TEAM, "teams:change", "team_id", form=lambda _: {"name": "Atelier"}),
    _writes(Action.INVITE, "teams:invite", "team_id", form=lambda _: {"role": "viewer", "days": "7"}),
    _writes(Action.INVITE, "teams:revoke", "team_id", "invitation_id"),
    _writes(Action.MANAGE_MEMBERS, "teams:change_role", "team_id", "member_id", form=lambda _: {"role": "editor"}),
    _writes(Action.MANAGE_MEMBERS, "teams:remove", "team_id", "member_id"),
    _writes(Action.SET_LIMITS, "limits:set", "team_id", form=lambda _: {"runs_a_day": "5"}),
    _writes(Action.HAND_OVER, "teams:hand_over", "team_id", "member_id"),
    _writes(Action.HAND_OVER, "teams:delete", "team_id", form=lambda _: {"name": "Studio"}),
    *_reads(Action.CONNECT, ("connections:connection", "team_id")),
    _writes(Action.CONNECT, "connections:models", "team_id"),
    _writes(Action.CONNECT, "connections:check", "team_id"),
    _writes(Action.CONNECT, "connections:send", "team_id"),
    _writes(Action.CONNECT, "connections:keep_check", "team_id"),
    _writes(Action.CONNECT, "connections:run_checks", "team_id"),
    _writes(Action.CONNECT, "connections:remove_check", "team_id", "check_id"),
]

SOCKETS = {
    "ws/generations/<uuid:generation_id>/": Action.SEE_PROJECTS,
    "ws/teams/<uuid:team_id>/": Action.SEE_TEAM,
}
"""Every socket, by its route."""
