"""Pages that are published many at once, past their forms, must be complete all the same."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from portal.news.models import NewsIndexPage, NewsPage
from tests.media.doors import text_of

pytestmark = pytest.mark.django_db


def test_an_incomplete_page_keeps_all_of_them_from_being_published(admin_client: Client) -> None:
    index = NewsIndexPage(title="Tin", slug="tin-thu", lead="Tin")
    Page.objects.get(depth=1).add_child(instance=index)
    whole, page = (
        NewsPage(title=title, slug=slug, lead="Lời", story=[], live=False)
        for title, slug in (("Bài đã xong", "a"), ("Bài chưa xong", "b"))
    )
    for one in (whole, page):
        index.add_child(instance=one)
    page.lead = ""
    for one in (whole, page):
        one.save_revision(clean=False)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    for chosen in (f"id={whole.pk}&id={page.pk}", f"id={index.pk}"):
        answer = admin_client.post(f"{address}?{chosen}&next=/quan-tri/", {"include_descendants": "on"}, follow=True)
        assert "“Bài chưa xong” chưa đăng được. Lời dẫn: Trường này không được để trắng." in text_of(answer)
        assert not NewsPage.objects.filter(live=True).exists()
    admin_client.post(f"{address}?id={whole.pk}&next=/quan-tri/")
    assert [one.title for one in NewsPage.objects.filter(live=True)] == ["Bài đã xong"]
