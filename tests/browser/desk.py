"""Coming in to the admin as somebody of the demonstration newspaper."""

from __future__ import annotations

from playwright.sync_api import Page

from .conftest import NewPage
from .site import Site


def signed_in(new_page: NewPage, site: Site, role: str) -> Page:
    """A page of a session of its own, at the desk of a demo person in that role."""
    page = new_page(viewport={"width": 1280, "height": 1000})
    username, password = site.account(role)
    page.goto("/admin/")
    page.fill("#id_username", username)
    page.fill("#id_password", password)
    page.get_by_role("button", name="登录").click()
    page.wait_for_selector("#user-tools")
    return page
