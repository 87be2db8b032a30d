"""What stock was at the end of each month, kept so that reports on the past are quick. Taking it back loses nothing."""

import django.db.models.deletion
import dramac.kit.clock
import dramac.kit.fields
import dramac.kit.ids
import dramac.tenancy.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0012_category_pictures'),
        ('inventory', '0006_append_only'),
        ('tenancy', '0002_settings_and_second_factor'),
    ]

    operations = [
        migrations.CreateModel(
            name='MonthEnd',
            fields=[
                ('id', models.UUIDField(default=dramac.kit.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('taken_at', models.DateTimeField()),
                ('checked_until', models.DateTimeField()),
                ('created_at', models.DateTimeField(default=dramac.kit.clock.utc_now, editable=False)),
                ('site', dramac.tenancy.fields.SiteField(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.site')),
            ],
            options={
                'db_table': 'mod_ecommod01_stock_month_ends',
            },
        ),
        migrations.AddConstraint(
            model_name='monthend',
            constraint=models.UniqueConstraint(fields=('site', 'id'), name='inventory_monthend_of_site'),
        ),
        migrations.CreateModel(
            name='StockSnapshot',
            fields=[
                ('id', models.UUIDField(default=dramac.kit.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('on_hand', models.IntegerField()),
                ('committed', models.IntegerField()),
                ('unavailable', models.IntegerField()),
                ('incoming', models.IntegerField()),
                ('value', dramac.kit.fields.MinorField()),
                ('location', dramac.tenancy.fields.SiteForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inventory.location')),
                ('month_end', dramac.tenancy.fields.SiteForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='inventory.monthend')),
                ('site', dramac.tenancy.fields.SiteField(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.site')),
                ('variant', dramac.tenancy.fields.SiteForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='catalog.variant')),
            ],
            options={
                'db_table': 'mod_ecommod01_stock_snapshots',
            },
        ),
        migrations.AddConstraint(
            model_name='monthend',
            constraint=models.UniqueConstraint(fields=('site', 'taken_at', 'checked_until'), name='inventory_month_end_once'),
        ),
        migrations.AddIndex(
            model_name='stocksnapshot',
            index=models.Index(fields=['site', 'variant'], name='mod_ecommod_site_id_4bb0f4_idx'),
        ),
        migrations.AddIndex(
            model_name='stocksnapshot',
            index=models.Index(fields=['site', 'location'], name='mod_ecommod_site_id_865a12_idx'),
        ),
        migrations.AddConstraint(
            model_name='stocksnapshot',
            constraint=models.UniqueConstraint(fields=('site', 'month_end', 'variant', 'location'), name='inventory_snapshot_once'),
        ),
        migrations.AddConstraint(
            model_name='stocksnapshot',
            constraint=models.UniqueConstraint(fields=('site', 'id'), name='inventory_stocksnapshot_of_site'),
        ),
        migrations.AddConstraint(
            model_name='stocksnapshot',
            constraint=dramac.tenancy.fields.SiteReference(column='month_end_id', name='inventory_stocksnapshot_month_end_ref', table='mod_ecommod01_stock_month_ends'),
        ),
        migrations.AddConstraint(
            model_name='stocksnapshot',
            constraint=dramac.tenancy.fields.SiteReference(column='variant_id', name='inventory_stocksnapshot_variant_ref', table='mod_ecommod01_variants'),
        ),
        migrations.AddConstraint(
            model_name='stocksnapshot',
            constraint=dramac.tenancy.fields.SiteReference(column='location_id', name='inventory_stocksnapshot_location_ref', table='mod_ecommod01_inventory_locations'),
        ),
    ]
