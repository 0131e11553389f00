"""Who may do what in the admin. Idempotent.

Editors write and submit, reviewers approve and publish; officers look after the products of their provinces, which
``products`` narrows to the provinces named for each of them.
"""

from __future__ import annotations

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Task,
    Workflow,
    WorkflowContentType,
    WorkflowPage,
    WorkflowTask,
)

EDITORS = "Biên tập viên"
REVIEWERS = "Người duyệt"
OFFICERS = "Cán bộ OCOP"
#: What Wagtail's first migrations call the tops of its trees, and what editors read there.
ROOT = "Root"
ALL_PAGES = "Tất cả các trang"
ALL_FILES = "Tất cả tệp"
WORKFLOW = "Duyệt trước khi đăng"
TASK = "Người duyệt xem lại"

#: Shared records whose facts editors keep: (app, model); drafts like pages.
RECORDS = (("tourism", "place"), ("tourism", "event"), ("tourism", "itinerary"))
#: Plain records: what editors save is public at once, so only reviewers change them.
PLAIN = (
    ("core", "source"),
    ("core", "statedfact"),
    ("places", "province"),
    ("places", "commune"),
    ("places", "route"),
    ("places", "distance"),
    ("places", "airport"),
    ("places", "bordergate"),
    ("home", "seasonrow"),
    ("figures", "area"),
    ("figures", "commodity"),
    ("figures", "conflictgroup"),
    ("figures", "featuredseries"),
    ("figures", "indicator"),
    ("figures", "marketstatement"),
)
#: Values of figures: editors enter and hand in, reviewers publish.
FIGURES = (("figures", "observation"),)
#: What visitors wrote: nobody adds, reviewers may remove.
FEEDBACK = (("core", "feedback"),)
#: Words of search and pinned results, which hold at once.
SEARCH = (("search", "wording"), ("search", "pinnedresult"))
#: What officers may do: (app, model), kinds. Nothing of theirs is deleted, and nobody else's texts are touched.
OFFICERS_WORK = (
    (("products", "product"), ("add", "change", "view")),
    (("products", "business"), ("add", "change", "view")),
    (("products", "listingdraft"), ("change", "view")),
    (("products", "certificate"), ("add", "change", "view")),
    (("products", "certificatesubmission"), ("change", "view")),
    (("products", "claim"), ("change", "view")),
    (("products", "report"), ("change", "view")),
    (("products", "protectedname"), ("add", "change", "view")),
    (("products", "productgroup"), ("change", "view")),
    (("products", "sheetimport"), ("add", "change", "view")),
    (("products", "action"), ("view",)),
    (("core", "source"), ("add", "view")),
)


@transaction.atomic
def set_up_editing() -> None:
    """Create or update the groups, their permissions and the workflow of the whole tree and of shared records."""
    editors, _created = Group.objects.get_or_create(name=EDITORS)
    reviewers, _created = Group.objects.get_or_create(name=REVIEWERS)
    Group.objects.filter(name__in=("Editors", "Moderators"), user__isnull=True).delete()
    Page.objects.filter(depth=1, title=ROOT).update(title=ALL_PAGES, draft_title=ALL_PAGES)
    Collection.objects.filter(depth=1, name=ROOT).update(name=ALL_FILES)
    root = Page.objects.get(depth=1)
    for group, kinds in ((editors, ("add", "change")), (reviewers, ("add", "change", "publish", "lock", "unlock"))):
        for kind in kinds:
            permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=f"{kind}_page")
            GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
        collection = Collection.get_first_root_node()
        for app, model in (("wagtailimages", "image"), ("wagtaildocs", "document")):
            for kind in ("add", "change", "choose"):
                found = Permission.objects.filter(content_type__app_label=app, codename=f"{kind}_{model}").first()
                if found is not None:
                    GroupCollectionPermission.objects.get_or_create(
                        group=group, collection=collection, permission=found
                    )
        group.permissions.add(Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"))
        group.permissions.add(*_model_permissions(RECORDS, ("add", "change", "view")))
    editors.permissions.add(*_model_permissions((("core", "source"),), ("add", "change", "view")))
    reviewers.permissions.add(*_model_permissions(RECORDS, ("publish", "lock", "unlock", "delete")))
    reviewers.permissions.add(*_model_permissions(PLAIN, ("add", "change", "delete", "view")))
    editors.permissions.add(*_model_permissions(FEEDBACK, ("change", "view")))
    reviewers.permissions.add(*_model_permissions(FEEDBACK, ("change", "delete", "view")))
    reviewers.permissions.add(*_model_permissions(FIGURES, ("publish", "delete")))
    for group in (editors, reviewers):
        group.permissions.add(*_model_permissions(FIGURES, ("add", "change", "view")))
        group.permissions.add(*_model_permissions(SEARCH, ("add", "change", "delete", "view")))
        group.permissions.add(
            *Permission.objects.filter(content_type__app_label="wagtail_localize", codename="submit_translation")
        )
    _workflow(root, reviewers)
    _officers()


def _officers() -> None:
    officers, _created = Group.objects.get_or_create(name=OFFICERS)
    officers.permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin"),
        *(permission for model, kinds in OFFICERS_WORK for permission in _model_permissions((model,), kinds)),
    )


def _model_permissions(models: tuple[tuple[str, str], ...], kinds: tuple[str, ...]) -> list[Permission]:
    return [
        permission
        for app, model in models
        for permission in Permission.objects.filter(
            content_type__app_label=app, codename__in=[f"{kind}_{model}" for kind in kinds]
        )
    ]


def _workflow(root: Page, reviewers: Group) -> None:
    workflow = Workflow.objects.filter(name=WORKFLOW).first() or Workflow.objects.create(name=WORKFLOW)
    task = GroupApprovalTask.objects.filter(name=TASK).first() or GroupApprovalTask.objects.create(name=TASK)
    task.groups.set([reviewers])
    WorkflowTask.objects.get_or_create(workflow=workflow, task=Task.objects.get(pk=task.pk), defaults={"sort_order": 0})
    WorkflowPage.objects.update_or_create(page=root, defaults={"workflow": workflow})
    for app, model in RECORDS:
        content_type = ContentType.objects.get(app_label=app, model=model)
        WorkflowContentType.objects.update_or_create(content_type=content_type, defaults={"workflow": workflow})
    for other in Workflow.objects.exclude(pk=workflow.pk).filter(name="Moderators approval"):
        other.deactivate()
