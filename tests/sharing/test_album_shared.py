"""Photos and voice notes go with About me: whoever is given that part meets them, each look is told, and when it stops they are a plain 404."""

from uuid import uuid4

from tests.albums.brought import photo
from tests.albums.test_album import bring, files_on
from tests.browsing import nobodys, words
from tests.sharing.conftest import come_in, grant_of, share


def test_a_carer_meets_an_album_with_about_me_and_not_without(sam, browse, cast, texts):
    bring(sam, f"/people/{cast.person.id}/plan/album", "portrait", photo(), "Me at the sea")
    share(sam, cast.person, parts=["goals"])
    come_in(ann := browse(), texts)
    (own,) = files_on(sam.get(f"/people/{cast.person.id}/plan/album"))
    theirs = own.replace("/people/", "/carer/people/")
    unknown = ann.get(f"/carer/people/{uuid4()}/plan/album/{uuid4()}/small")
    assert files_on(ann.get(cast.plan)) == [] and ann.get(theirs).status_code == ann.get(own).status_code == 404
    assert nobodys(ann.get(theirs)) == nobodys(unknown)
    grant = grant_of(sam, cast.person)
    sam.post(grant, {"until": "1/3/2027", "until-day": "1", "until-month": "3", "until-year": "2027", "parts": ["goals", "about-me"]})
    page = ann.get(cast.plan)
    assert files_on(page) == [theirs] and "Me at the sea" in words(page) and ann.get(theirs).data.startswith(b"\xff\xd8\xff")
    assert files_on(sam.get(f"{grant}/sight")) == [own] and "Ann saw or heard photos" in words(sam.get(f"/people/{cast.person.id}/access-log"))
    sam.post(f"{grant}/ending")
    assert ann.get(theirs).status_code == 404
