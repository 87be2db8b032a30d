import django.db.models.deletion
from django.db import migrations, models

import dramac.tenancy.fields


class Migration(migrations.Migration):
    dependencies = [("catalog", "0009_values_counted_in_one_table")]

    operations = [
        migrations.AlterField(
            model_name="productoptionvalue",
            name="product",
            field=dramac.tenancy.fields.SiteForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="catalog.product"
            ),
        ),
        migrations.RemoveIndex(model_name="productoptionvalue", name="catalog_option_value_key"),
        migrations.AddConstraint(
            model_name="productoptionvalue",
            constraint=dramac.tenancy.fields.SiteReference(
                column="product_id",
                name="catalog_productoptionvalue_product_ref",
                table="mod_ecommod01_products",
            ),
        ),
        migrations.AddIndex(
            model_name="productoptionvalue",
            index=models.Index(
                fields=["site", "product", "name_key", "value_key", "name", "value", "position"],
                name="catalog_values_of_product",
            ),
        ),
    ]
