"""A choice for the state of an airport, read from its words once, and a stored key of names to look records up by."""

from django.db import migrations, models

from portal.core.vietnamese import slugify

NAMES = {
    "Route": ("name_vi", "name_en"),
    "Distance": ("start_vi", "end_vi", "start_en", "end_en", "road_vi", "road_en"),
    "Airport": ("name_vi", "name_en", "iata", "icao"),
    "BorderGate": ("name_vi", "name_en", "opposite_vi", "opposite_en"),
}
LENGTH = 600


def fill(apps, schema_editor):
    for model, names in NAMES.items():
        for record in apps.get_model("places", model).objects.all():
            record.search_slug = slugify(" ".join(getattr(record, name) for name in names), LENGTH)
            record.save(update_fields=["search_slug"])
    airports = apps.get_model("places", "Airport").objects
    for airport in airports.all():
        if not airport.status_text_vi.casefold().startswith("đang khai thác"):
            airports.filter(pk=airport.pk).update(status="closed")


class Migration(migrations.Migration):

    dependencies = [("places", "0001_initial")]

    operations = [
        migrations.RenameField("airport", "status_vi", "status_text_vi"),
        migrations.RenameField("airport", "status_en", "status_text_en"),
        migrations.AlterField(
            model_name="airport",
            name="status_text_vi",
            field=models.CharField(
                help_text="Như trang in ra: “Đang khai thác, mở lại ngày 2.12.2023”.",
                max_length=160,
                verbose_name="tình trạng, bằng lời",
            ),
        ),
        migrations.AlterField(
            model_name="airport",
            name="status_text_en",
            field=models.CharField(max_length=160, verbose_name="tình trạng, bằng lời (tiếng Anh)"),
        ),
        migrations.AddField(
            model_name="airport",
            name="status",
            field=models.CharField(
                choices=[
                    ("in_use", "Đang khai thác"),
                    ("closed", "Ngừng khai thác"),
                    ("under_construction", "Đang xây dựng"),
                ],
                default="in_use",
                max_length=20,
                verbose_name="tình trạng",
            ),
            preserve_default=False,
        ),
        *(
            migrations.AddField(
                model_name=model.lower(),
                name="search_slug",
                field=models.CharField(default="", editable=False, max_length=LENGTH),
            )
            for model in NAMES
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
