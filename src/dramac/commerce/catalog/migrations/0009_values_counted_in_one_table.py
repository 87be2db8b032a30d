import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery

import dramac.kit.fields
import dramac.tenancy.fields


def copy_from_options(apps, schema_editor):
    options = apps.get_model("catalog", "ProductOption").objects.filter(pk=OuterRef("option_id"))
    apps.get_model("catalog", "ProductOptionValue").objects.update(
        **{field: Subquery(options.values(field)[:1]) for field in ("product_id", "name", "name_key")}
    )


class Migration(migrations.Migration):
    dependencies = [("catalog", "0008_covering_lookups")]

    operations = [
        migrations.AddField(
            model_name="productoptionvalue",
            name="product",
            field=dramac.tenancy.fields.SiteForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="catalog.product"
            ),
        ),
        migrations.AddField(
            model_name="productoptionvalue",
            name="name",
            field=dramac.kit.fields.CodePointField(default="", max_length=255),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="productoptionvalue",
            name="name_key",
            field=models.CharField(default="", max_length=255),
            preserve_default=False,
        ),
        migrations.RunPython(copy_from_options, migrations.RunPython.noop, elidable=True),
    ]
