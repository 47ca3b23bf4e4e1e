"""The doors, each in its own file: links and letters, the front door, codes given by staff, the staff door, the way out."""

from webapp.accounts.staff import nobodys_hash
from webapp.doors import front_door, given_codes, link_door, own_phone, passkey_door, sign_out, staff_door, sure_door
from webapp.doors.blueprint import blueprint

__all__ = ["blueprint", "front_door", "given_codes", "install", "link_door", "own_phone", "passkey_door", "sign_out", "staff_door", "sure_door"]


def install(_app) -> None:
    # Made now, so that the first unknown address takes no longer than the next.
    nobodys_hash()
