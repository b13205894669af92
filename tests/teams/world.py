"""A team with everything in it, and the seven who may come to its addresses."""

import uuid
from dataclasses import dataclass, field

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from mockup2code.connections.models import SavedCheck
from mockup2code.generations.models import Generation
from mockup2code.projects import actions as project_actions
from mockup2code.projects.models import Asset, Mockup, Version
from mockup2code.shares import actions as share_actions
from mockup2code.shares.actions import Terms as ShareTerms
from mockup2code.shares.models import Share
from mockup2code.teams import actions
from mockup2code.teams.invitations import Terms, invite
from mockup2code.teams.models import Invitation, Membership, Role, Team, User
from mockup2code.teams.permissions import Actor
from mockup2code.vision.picture import Picture
from tests.generations.running import start
from tests.teams.passkey import credential

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass
class World:
    """A team, what it has, and a person for each actor; strangers and visitors of share links have no account."""

    team: Team
    mockup: Mockup
    asset: Asset
    version: Version
    generation: Generation
    invitation: Invitation
    token: str
    share: Share
    share_token: str
    people: dict[Actor, User] = field(default_factory=dict)

    def browser(self, actor: Actor) -> Client:
        client = Client()
        if actor is Actor.SHARE_LINK:
            assert client.get(f"/s/{self.share_token}/").status_code == 200
        if actor in self.people:
            client.force_login(self.people[actor], backend=BACKEND)
        return client

    def key(self, name: str, actor: Actor) -> object:
        """The value of a part of an address; a passkey is the actor's own."""
        if name == "pk":
            own = Authenticator.objects.filter(user=self.people.get(actor), type=Authenticator.Type.WEBAUTHN).first()
            return own.pk if own else 1
        values = {
            "team_id": self.team.pk,
            "member_id": self.team.memberships.get(role=Role.VIEWER).pk,
            "invitation_id": self.invitation.pk,
            "token": self.token,
            "share_id": self.share.pk,
            "share_token": self.share_token,
            "project_id": self.mockup.project_id,
            "deleted_id": self.team.projects.get(name="Deleted").pk,
            "mockup_id": self.mockup.pk,
            "asset_id": self.asset.pk,
            "version_id": self.version.pk,
            "generation_id": self.generation.pk,
            "check_id": SavedCheck.objects.get().pk,
            "key": "0-wrong",
            "uidb36": "0",
            "path": "src/App.tsx",
            "slug": "screen",
        }
        return values[name]


def person(email: str) -> User:
    return User.objects.create_user(email, "correct horse battery")


def make_world(png: bytes) -> World:
    owner = person("owner@example.com")
    team = actions.found_team(owner=owner, name="Studio")
    people = {Actor.OWNER: owner, Actor.OTHER_TEAM: person("other@example.com")}
    actions.found_team(owner=people[Actor.OTHER_TEAM], name="Rivals")
    for role in (Role.ADMIN, Role.EDITOR, Role.VIEWER):
        people[Actor(role)] = person(f"{role}@example.com")
        Membership.objects.create(team=team, user=people[Actor(role)], role=role)
    for user in people.values():
        _two_factors(user)
    team.picture.save("picture.webp", ContentFile(png))
    mockup = _mockup(team, owner, png)
    asset = project_actions.keep_asset(project_id=mockup.project_id, png=png, width=640, height=400)
    team.projects.create(name="Deleted", deleted=timezone.now())
    files = {"src/App.tsx": "export default function App() {\n  return <h1>Hello</h1>;\n}\n"}
    version = project_actions.add_version(mockup=mockup, user=owner, files=files, assets={"src/a.png": str(asset.pk)})
    project_actions.keep_picture(version=version, picture=Picture("page.png", png, 640, 400))
    SavedCheck.objects.create(
        team=team, name="Models", request={"method": "GET", "path": "models", "body": ""}, assertions=[]
    )
    generation = start(mockup=mockup, user=owner, note="")
    invitation, token = invite(team=team, actor=owner, terms=Terms(Role.EDITOR))
    terms = ShareTerms(version=version, shows_code=True, allows_download=True)
    made, share_token = share_actions.share(project=mockup.project, user=owner, terms=terms)
    return World(team, mockup, asset, version, generation, invitation, token, made, share_token, people)


def _two_factors(user: User) -> None:
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(user)
    key = {"name": "Laptop", "credential": credential()}
    Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data=key)


def _mockup(team: Team, owner: User, png: bytes) -> Mockup:
    project = team.projects.create(name="Sign in", created_by=owner)
    mockup = Mockup(id=uuid.uuid4(), project=project, name="sign-in.png", width=640, height=400, created_by=owner)
    mockup.picture.save("picture.png", ContentFile(png), save=False)
    mockup.thumbnail.save("thumbnail.webp", ContentFile(png), save=False)
    mockup.save(force_insert=True)
    return mockup
