"""Every page the app can show, by who opens it. `test_every_page` walks them, and names the one that stands in no list."""

OPEN_PAGES = ["/", "/help", "/more", "/look", "/language", "/letter", "/leaflets", "/leaflets/yearly-talk", "/leaflets/tests"]
OPEN_PAGES += ["/sign-in", "/sign-in/code", "/sign-in/code-needed", "/sign-in/desk", "/sign-in/phone", "/sign-in/sure", "/sign-in/own-phone"]
OPEN_PAGES += ["/words-kept", "/on-my-phone", "/sign-in/passkey", "/staff/sign-in"]
OPEN_PAGES += ["/care-check/end", "/carer", "/carer/code", "/signed-out", "/wrong-number", "/demo", "/demo/clock", "/demo/phone"]
OPEN_PAGES += [f"/surgery/Z99901/{last}" for last in ("notice", "notice/poster", "notice/form", "talk-ask", "talk-ask/sent")]
OWN_PAGES = [
    "pack",
    "pack?more=1",
    "pack/sent",
    "paper",
    "papers",
    "mood",
    "mood/1",
    "mood/2",
    "mood/end",
    "access-log",
    "phones",
    "word",
    "passkeys",
    "plan",
    "plan/page",
    "plan/about",
    "plan/history",
    "carers",
    "carers/new",
    "carers/new?kind=family",
    "carers/kinds",
    "carers/all",
    "plan-holder",
    "suggestions",
    "permissions",
    "being-asked",
    "care-check",
    "care-check/end",
    "years",
    "where",
    "pack/goal",
    "why-asked",
    "pack/years",
    "letterbox",
    "letterbox/sent",
]
OWN_PAGES += ["answers", "questions", "questions/feeling_in_charge", "questions/feeling_in_charge/1", "questions/feeling_in_charge/end"]
OWN_PAGES += ["plan/comparison", "plan/comparison?from=1&to=2", "plan/versions/1", "plan/saves/2"]
OWN_PAGES += ["plan/progress", "plan/review", "plan/review/end", "plan/nudges", "wellbeing", "plan/talks", "reminders"]
OWN_PAGES += ["plan/decisions", "plan/parts", "plan/parts/about-me", "plan/parts/when-things-change", "plan/parts/medicines", "plan/parts/wishes"]
OWN_PAGES += [f"plan/{last}" for last in ("takeaway", "papers", "card")]
OWN_PAGES += ["plan/journey", *(f"plan/album{place}" for place in ("", "/new/picture", "/new/sound"))]
STAFF_PAGES = ["/staff", "/staff/papers", "/staff/letters", "/staff/triage", "/staff/talks", "/staff/care-check", "/staff/texts", "/staff/people"]
STAFF_PAGES += ["/staff/imports", "/staff/asks", "/staff/asks/new", "/staff/invitations"]
NURSES_PAGES = ["/staff/duty", "/staff/sign-offs", "/staff/checklists", "/staff/instruments", "/staff/instruments/feeling_in_charge", "/staff/mood-cover"]
NURSES_PAGES += ["/staff/coverage"]
NURSES_PAGES += ["/staff/cohorts", "/staff/cohorts/new", "/staff/people/all?condition=diabetes&missing=any", "/staff/people/doubles"]
MANAGERS_PAGES = ["/staff/care-check", "/staff/texts", "/staff/settings", "/staff/work-check", "/staff/leaflets", "/staff/leaflets/new"]
MANAGERS_PAGES += ["/staff/batches", "/staff/plan-rhythm", "/staff/notice", "/staff/score-lists"]
MANAGERS_PAGES += ["/staff/recall", "/staff/talks-here"]
MANAGERS_PAGES += ["/staff/wordings", "/staff/wordings/recall.first", "/staff/wordings/recall.first?language=ur", "/staff/wordings/recall.first_letter"]
ABOUT_PAGES = ["", "/triage", "/visit", "/record", "/letter", "/mobile", "/conversation", "/plan/record", "/years/desk", "/assessment", "/checklist"]
ABOUT_PAGES += ["/invitations"]
ABOUT_PAGES += ["/paper-pack", "/pack/help", "/answers/desk", "/conversation/parts/about-me", "/conversation/screen"]
ABOUT_PAGES += ["/card", "/messages", "/judgement", "/shares", "/plan/review/desk", "/looking-after", "/wellbeing/paper"]
# Machines read these; the gallery has tests of its own; /i/ and /l/, one import, one goal a carer's share and the care check are opened by hand.
GOAL = "/people/<uuid:person_id>/plan/goals/<uuid:goal_id>"
DECIDED = "decisions/<uuid:decision_id>"
GRANT = "/people/<uuid:person_id>/carers/<uuid:grant_id>"
SHARED = "/carer/people/<uuid:person_id>"
PIECE = "/people/<uuid:person_id>/plan/album/<uuid:piece_id>"
YEAR = "/people/<uuid:person_id>/years/<uuid:year_id>"
ELSEWHERE = {
    "/people/<uuid:person_id>/holder",
    "/staff/arrivals",
    "/leaflets/<slug>",
    "/leaflets/surgery/<uuid:leaflet_id>",
    "/staff/leaflets/<uuid:leaflet_id>",
    "/staff/wordings/<template>",
    YEAR,
    "/people/<uuid:person_id>/years/desk/<uuid:year_id>",
    GOAL,
    f"{GOAL}/progress",
    GRANT,
    "/people/<uuid:person_id>/plan/talks/<uuid:conversation_id>",
    "/care-check/<int:number>",
    *(f"/people/<uuid:person_id>/{place}" for place in (f"conversation/{DECIDED}", f"plan/{DECIDED}", f"plan/{DECIDED}/page")),
    "/staff/texts/files/<uuid:file_id>",
    "/staff/letters/runs/<uuid:letters_id>",
    "/people/<uuid:person_id>/care-check/<int:number>",
    f"{GRANT}/sight",
    f"{GRANT}/rights",
    *(f"/people/<uuid:person_id>/plan/{last}" for last in ("copy", "sealed-file", "data")),
    *(f"/people/<uuid:person_id>/{place}/<section>" for place in ("plan/parts", "plan/review", "conversation/parts")),
    *("/people/<uuid:person_id>/plan/album/new/<kind>", PIECE, f"{PIECE}/<shape>", f"{SHARED}/plan/album/<uuid:piece_id>/<shape>"),
    "/carer/home",
    f"{SHARED}/plan",
    f"{SHARED}/plan/about",
    f"{SHARED}/plan/parts/<part>",
    f"{SHARED}/pack",
    f"{SHARED}/plan/goals/<uuid:goal_id>",
    f"{SHARED}/suggestions/<part>",
    "/my-plan",
    "/new-for-me",
    "/manifest.webmanifest",
    "/sw.js",
    "/offline/<language>",
    "/urgent/<version>/<language>",
    "/stay",
    "/healthz",
    "/readyz",
    "/metrics",
    "/static/<version>/<path:path>",
    "/people/<uuid:person_id>/answers/<uuid:response_id>",
    "/people/<uuid:person_id>/answers/desk/<uuid:response_id>",
    "/demo/gallery",
    "/people/<uuid:person_id>/paper-packs/<uuid:print_id>/<int:number>",
    "/i/<secret>",
    "/l/<code>",
    "/staff/imports/<uuid:run_id>",
}
ELSEWHERE |= {"/staff/batches/<uuid:batch_id>", "/staff/arrivals/<uuid:arrival_id>", "/people/<uuid:person_id>/plan/file"}
ELSEWHERE |= {"/r/<invitation>"}
ELSEWHERE |= {"/staff/asks/<uuid:ask_id>", "/staff/asks/<uuid:answered_id>/letter"}
ELSEWHERE |= {"/staff/score-lists/<uuid:list_id>", "/staff/cohorts/<uuid:cohort_id>", "/staff/cohorts/count"}
