"""What a token can be for."""

from baigong.apps.authority.acts import ACTS

# A program neither proves who somebody is nor changes the keys of her account.
NEVER = frozenset(
    {
        "authority.accept_invitation",
        "authority.bind_account",
        "authority.change_password",
        "authority.choose_language",
        "authority.make_token",
        "authority.rotate_keys",
        "authority.restore",
    }
)


def acts_for_tokens() -> list[str]:
    return sorted(set(ACTS) - NEVER)
