"""Twenty people save at once on four shared plans: a short form of `python -m tests.bench together`, without the server around it."""

from tests.bench.together import all_at_once, lost, writers_on


def test_twenty_who_save_at_once_on_four_plans_lose_nothing_and_see_no_fault(app, database, keys):
    writers = writers_on(database, 4, 5, "TT")

    def ask(method, path, cookie, form):
        browser = app.test_client(use_cookies=False)
        reply = browser.open(path, method=method, data=form, headers={"Cookie": cookie, "Sec-Fetch-Site": "same-origin"})
        return reply.status_code, reply.get_data(as_text=True)

    found = all_at_once(writers, ask)
    assert {status for saved in found for status in saved.statuses} <= {303, 409} and lost(database, writers) == []
    # Of five in one box the first four to come second are told, each once: to keep both is never refused.
    assert sum(saved.statuses.count(409) for saved in found) == 16 and all(saved.statuses[-1] == 303 for saved in found)
