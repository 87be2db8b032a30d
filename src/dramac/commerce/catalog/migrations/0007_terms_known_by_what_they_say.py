import django.db.models.deletion
from django.db import migrations, models

import dramac.kit.fields
import dramac.tenancy.fields


class Migration(migrations.Migration):
    """The search index without keys of its own. It is derived: `actions.rebuild_search` fills it again."""

    dependencies = [
        ("catalog", "0006_labels_compared_by_code_point"),
        ("tenancy", "0001_initial"),
    ]

    operations = [
        migrations.DeleteModel(name="ProductTerm"),
        migrations.CreateModel(
            name="ProductTerm",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "site_id", "product_id", "term", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("term", dramac.kit.fields.CodePointField(max_length=64)),
                ("weight", models.PositiveSmallIntegerField(default=1)),
                (
                    "product",
                    dramac.tenancy.fields.SiteForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="catalog.product"
                    ),
                ),
                (
                    "site",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.site",
                    ),
                ),
            ],
            options={
                "db_table": "mod_ecommod01_product_terms",
                "indexes": [
                    models.Index(fields=["site", "term", "product", "weight"], name="catalog_term_search"),
                ],
                "constraints": [
                    dramac.tenancy.fields.SiteReference(
                        column="product_id", name="catalog_productterm_product_ref", table="mod_ecommod01_products"
                    ),
                ],
            },
        ),
    ]
