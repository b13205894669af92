"""Who: people, teams, and who belongs to which."""

import uuid
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone

from mockup2code.teams.names import LONGEST_NAME


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None) -> "User":
        user = self.model(email=self.normalize_email(email))
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person, known by an e-mail address. An operator looks after the server, and sees the pages for that."""

    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)
    is_operator = models.BooleanField(default=False)
    date_joined = models.DateTimeField(auto_now_add=True)
    current_team = models.ForeignKey("Team", null=True, on_delete=models.SET_NULL, related_name="+")

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    def __str__(self) -> str:
        return self.email

    @property
    def is_staff(self) -> bool:
        """As Django's admin asks it."""
        return self.is_operator

    def has_perm(self, _permission: str, _of: object = None) -> bool:
        return self.is_active and self.is_operator

    def has_module_perms(self, _app: str) -> bool:
        return self.is_active and self.is_operator


def _picture_path(team: "Team", _filename: str) -> str:
    return f"teams/{team.pk}-{uuid.uuid4().hex[:8]}.webp"


class Team(models.Model):
    """People who share projects."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=LONGEST_NAME)
    picture = models.FileField(upload_to=_picture_path, blank=True)
    created = models.DateTimeField(auto_now_add=True)
    members = models.ManyToManyField(User, through="Membership", related_name="teams")

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    OWNER = "owner"
    ADMIN = "admin"
    EDITOR = "editor"
    VIEWER = "viewer"


class Membership(models.Model):
    """One person in one team."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role)
    created = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["team", "user"], name="one_membership_per_team")]

    def __str__(self) -> str:
        return f"{self.user} in {self.team} as {self.role}"


class InvitationState(models.TextChoices):
    OPEN = "open"
    USED = "used"
    ENDED = "ended"
    REVOKED = "revoked"


class Invitation(models.Model):
    """The right to join a team. Only the hash of its token is kept: the link is shown once.

    With an `email` it is for that person; `many` lets several people use one link.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="invitations")
    role = models.CharField(max_length=10, choices=Role)
    email = models.EmailField(blank=True)
    many = models.BooleanField(default=False)
    token_hash = models.CharField(max_length=64, unique=True)
    uses = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    created = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField()
    revoked = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.role} of {self.team} for {self.email or 'whoever has the link'}"

    @property
    def state(self) -> InvitationState:
        if self.revoked:
            return InvitationState.REVOKED
        if self.uses and not self.many:
            return InvitationState.USED
        return InvitationState.ENDED if self.expires <= timezone.now() else InvitationState.OPEN
