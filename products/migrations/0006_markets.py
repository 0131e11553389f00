"""Markets become rows of their own: lists ask for their names by key, whatever the number of products."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from portal.core.vietnamese import slugify


def to_rows(apps, schema_editor):
    """One row for each name; what is one market twice for a product stays once."""
    market, named = apps.get_model("products", "Market"), apps.get_model("products", "ProductMarket")
    seen = set()
    for row in named.objects.order_by("pk"):
        slug = slugify(row.name_vi)
        market.objects.get_or_create(slug=slug, defaults={"name_vi": row.name_vi, "name_en": row.name_en})
        if (row.product_id, slug) in seen:
            row.delete()
            continue
        seen.add((row.product_id, slug))
        named.objects.filter(pk=row.pk).update(market_id=slug)


def to_names(apps, schema_editor):
    """Write the names back into the rows of products."""
    named = apps.get_model("products", "ProductMarket")
    for row in named.objects.select_related("market"):
        named.objects.filter(pk=row.pk).update(name_vi=row.market.name_vi, name_en=row.market.name_en)


class Migration(migrations.Migration):

    dependencies = [
        ('products', '0005_business_area'),
    ]

    operations = [
        migrations.CreateModel(
            name='Market',
            fields=[
                ('slug', models.SlugField(max_length=80, primary_key=True, serialize=False, verbose_name='khoá')),
                ('name_vi', models.CharField(max_length=80, verbose_name='thị trường')),
                ('name_en', models.CharField(max_length=80, verbose_name='thị trường (tiếng Anh)')),
            ],
            options={
                'verbose_name': 'thị trường',
                'verbose_name_plural': 'thị trường',
                'ordering': ('slug',),
            },
        ),
        migrations.AddField(
            model_name='productmarket',
            name='market',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='products', to='products.market', verbose_name='thị trường'),
        ),
        migrations.AlterField(
            model_name='productmarket',
            name='name_vi',
            field=models.CharField(default='', max_length=80, verbose_name='thị trường'),
        ),
        migrations.AlterField(
            model_name='productmarket',
            name='name_en',
            field=models.CharField(default='', max_length=80, verbose_name='thị trường (tiếng Anh)'),
        ),
        migrations.RunPython(to_rows, to_names),
        migrations.AlterField(
            model_name='productmarket',
            name='market',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='products', to='products.market', verbose_name='thị trường'),
        ),
        migrations.RemoveField(model_name='productmarket', name='name_vi'),
        migrations.RemoveField(model_name='productmarket', name='name_en'),
        migrations.AddConstraint(
            model_name='productmarket',
            constraint=models.UniqueConstraint(fields=('product', 'market'), name='one_market_once_per_product'),
        ),
        migrations.AddIndex(
            model_name='product',
            index=models.Index(condition=Q(('is_listed', True), models.Q(('export_vi', ''), _negated=True)), fields=['sort_key'], name='product_listed_exported'),
        ),
    ]
