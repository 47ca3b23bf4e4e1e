"""Reading how a practice does its talks. What was typed and ticked stays on the page when something is wrong."""

from dataclasses import dataclass, field

from werkzeug.datastructures import MultiDict

from webapp.base.i18n import _
from webapp.base.numbers import whole_number
from webapp.practices.models import Practice, Talker, TalkWay, named

LEAST, MOST = 10, 60


@dataclass
class TalkForm:
    """`minutes` is as typed; `length` is the number that may be kept."""

    talkers: list[Talker]
    ways: list[TalkWay]
    minutes: str
    same_person: bool
    length: int | None = None
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, practice: Practice) -> "TalkForm":
        talkers, ways = named(Talker, practice.talk_with.split(",")), named(TalkWay, practice.talk_ways.split(","))
        return cls(talkers, ways, str(practice.talk_minutes), bool(practice.same_person_since), practice.talk_minutes)

    @classmethod
    def read(cls, posted: MultiDict) -> "TalkForm":
        talkers, ways = posted.getlist("talkers"), posted.getlist("ways")
        made = cls(named(Talker, talkers), named(TalkWay, ways), posted.get("minutes", "").strip()[:10], posted.get("same_person") == "yes")
        made.length = whole_number(made.minutes, LEAST, MOST)
        if made.length is None:
            made.errors["minutes"] = _("Type a number from %(least)s to %(most)s.", least=LEAST, most=MOST)
        if len(made.talkers) < len(set(talkers)):
            made.errors["talkers"] = _("Choose from the list.")
        if len(made.ways) < len(set(ways)):
            made.errors["ways"] = _("Choose from the list.")
        return made
