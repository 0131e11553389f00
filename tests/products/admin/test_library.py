"""Editors find no picture of a business in the media library; what officers may do can be given to a group."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Collection, Page

from portal.media.models import Image
from portal.news.models import NewsIndexPage, NewsPage
from portal.users.editing import EDITORS, OFFICERS, OFFICERS_WORK
from portal.users.models import User
from products.models import BusinessPicture
from products.services import pictures
from tests.admin_forms import signed_in
from tests.media.pictures import jpeg, library_picture
from tests.media.test_library import article_form
from tests.products.admin import desk
from tests.products.area import sellers
from tests.products.area.sellers import NOW

pytestmark = pytest.mark.django_db
SECRET = "CHIMHINHKIN"


@pytest.fixture
def theirs() -> Image:
    """A picture of a draft, uploaded as a business does it."""
    business = sellers.verified()
    draft = sellers.drafted(business, name=SECRET)
    words = pictures.Words(alt_vi=SECRET, author=SECRET, licence="own", people="nobody")
    file = SimpleUploadedFile("giay.jpg", jpeg(640, 480, seed=91), "image/jpeg")
    pictures.add(draft=draft, file=file, words=words, actor=sellers.owner(business), now=NOW)
    return BusinessPicture.objects.get(image__author=SECRET).image


@pytest.fixture
def editor():
    desk.editor()  # the groups and what they may do
    return signed_in(EDITORS)


def test_it_stands_in_a_tree_of_its_own(theirs):
    assert theirs.collection.depth == 1
    assert theirs.collection != Collection.get_first_root_node()
    assert Collection.objects.filter(name=pictures.COLLECTION).count() == 1


def test_editors_see_it_in_no_list_no_dialogue_and_no_interface(editor, theirs):
    own = library_picture(made=None, title="Hình của ban biên tập")
    seen = 0
    for path in (
        reverse("wagtailimages:index"),
        reverse("wagtailimages:index_results"),
        reverse("wagtailimages_chooser:choose"),
        reverse("wagtailimages_chooser:choose_results"),
        f"{reverse('wagtailimages_chooser:choose_results')}?collection_id={theirs.collection_id}",
        reverse("media_admin:report"),
        reverse("wagtailadmin_api:images:listing"),
        f"{reverse('wagtailimages_chooser:chosen_multiple')}?id={theirs.pk}",
    ):
        response = editor.get(path)
        assert response.status_code in {200, 404}, path
        page = response.content.decode()
        assert SECRET not in page, path
        seen += own.title in page
    assert seen >= 5, "what is theirs to see is there"


def test_editors_open_it_by_no_number(editor, theirs):
    for name in ("wagtailimages:edit", "wagtailimages:delete", "media_admin:state", "wagtailimages:image_usage"):
        response = editor.get(reverse(name, args=[theirs.pk]), follow=True)
        assert SECRET not in response.content.decode(), name
    for name in ("wagtailimages_chooser:chosen", "wagtailimages_chooser:select_format"):
        for response in (editor.get(reverse(name, args=[theirs.pk])), editor.post(reverse(name, args=[theirs.pk]))):
            assert SECRET not in response.content.decode(), name
            assert response.status_code in {302, 403, 404, 405}, name
    assert editor.get(reverse("wagtailadmin_api:images:detail", args=[theirs.pk])).status_code == 404
    assert Image.objects.filter(pk=theirs.pk).exists()


@pytest.mark.parametrize("action", ["save", "publish", "submit"])
def test_editors_put_it_into_no_page_by_its_number(editor, theirs, action):
    index = NewsIndexPage(title="Tin", slug="tin-thu", lead="Tin")
    Page.objects.get(depth=1).add_child(instance=index)
    address = reverse("wagtailadmin_pages:add", args=["news", "newspage", index.pk])
    block = article_form() | {"story-count": "2", "story-1-type": "picture", "story-1-value-image": str(theirs.pk)}
    block |= {f"story-1-{name}": value for name, value in (("deleted", ""), ("order", "1"), ("id", ""))}
    block |= {"story-1-value-caption": ""}
    for data in (article_form(theirs), block):
        answer = editor.post(address, data | {f"action-{action}": "1"}, follow=True)
        assert answer.redirect_chain == [(reverse("wagtailadmin_home"), 302)], "no permission"
        assert SECRET not in answer.content.decode()
    assert not NewsPage.objects.exists()
    own = library_picture(made=True, title="Hình của ban biên tập")
    assert editor.post(address, article_form(own)).status_code == 302


def test_who_may_not_choose_a_picture_still_edits_the_page_that_has_it(editor, theirs):
    index = NewsIndexPage(title="Tin", slug="tin-thu", lead="Tin")
    Page.objects.get(depth=1).add_child(instance=index)
    page = NewsPage(title="Bài", slug="bai", lead="Lời", story=[], picture=theirs, live=False)
    index.add_child(instance=page)
    page.save_revision()
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert editor.post(edit, article_form(theirs)).status_code == 302


def test_editors_go_on_choosing_their_own(editor):
    own = library_picture(made=True, title="Hình của ban biên tập")
    path = reverse("wagtailimages_chooser:select_format", args=[own.pk])
    assert editor.get(path).json()["step"] == "select_format"
    assert editor.get(reverse("wagtailadmin_api:images:detail", args=[own.pk])).json()["title"] == own.title


def test_administrators_see_all(theirs):
    client = desk.client(User.objects.create_superuser("quan-tri@example.vn"))
    assert theirs.title in client.get(reverse("wagtailimages:index")).content.decode()
    assert client.get(reverse("wagtailadmin_api:images:detail", args=[theirs.pk])).status_code == 200


def test_what_officers_do_can_be_given_and_taken_in_the_admin():
    desk.officer("Sơn La")
    client = desk.client(User.objects.create_superuser("quan-tri@example.vn"))
    group = Group.objects.get(name=OFFICERS)
    page = client.get(reverse("wagtailusers_groups:edit", args=[group.pk]))
    offered = {permission.codename for permission in page.context["form"].fields["permissions"].queryset}
    work = {f"{kind}_{model}" for (app, model), kinds in OFFICERS_WORK if app == "products" for kind in kinds}
    assert {*work, "add_officer", "change_officer"} <= offered
    assert not {"delete_product", "view_taxcode", "change_taxcode", "view_consent"} & offered
