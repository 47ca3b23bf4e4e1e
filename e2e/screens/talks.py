"""Where a talk and a decision of somebody's plan are, found as somebody finds them: by pressing."""

from playwright.sync_api import Page


def talk_and_decision(page: Page, person_id: str) -> list[str]:
    """One talk, one decision, and that decision on a page of paper."""
    page.goto(f"/people/{person_id}/plan/talks")
    talk = page.locator("main .card a").first.get_attribute("href") or ""
    page.goto(f"/people/{person_id}/plan/decisions")
    decision = page.get_by_role("link", name="Go on with this").first.get_attribute("href") or ""
    return [talk, decision, f"{decision}/page"]


def decision_at_the_desk(page: Page, person_id: str) -> str:
    page.goto(f"/people/{person_id}/conversation")
    return page.locator("#decisions + ul a").first.get_attribute("href") or ""
