from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0012_category_pictures"),
    ]

    operations = [
        migrations.AddField(
            model_name="variant", name="is_preorder", field=models.BooleanField(db_default=False, default=False)
        ),
        migrations.AddField(
            model_name="variant", name="oversell_limit", field=models.PositiveIntegerField(blank=True, null=True)
        ),
        migrations.AddField(model_name="variant", name="promised_on", field=models.DateField(blank=True, null=True)),
        migrations.AddField(
            model_name="variant",
            name="promised_days",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
    ]
