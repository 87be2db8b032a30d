from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0003_refund_shares"),
    ]

    operations = [
        migrations.AddField(
            model_name="orderline",
            name="waiting_as",
            field=models.CharField(
                blank=True,
                choices=[("back_order", "Back-order"), ("pre_order", "Pre-order")],
                db_default="",
                default="",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="orderline", name="waits", field=models.PositiveIntegerField(db_default=0, default=0)
        ),
        migrations.AddField(model_name="orderline", name="promised_on", field=models.DateField(blank=True, null=True)),
        migrations.AddIndex(
            model_name="orderline",
            index=models.Index(condition=models.Q(("waits__gt", 0)), fields=["site", "promised_on"], name="orders_waiting"),
        ),
    ]
