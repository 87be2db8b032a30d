"""Units that are kept for somebody for a while. Taking it back forgets what is kept now, and loses nothing else."""

import django.db.models.deletion
import dramac.kit.clock
import dramac.kit.ids
import dramac.tenancy.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0012_category_pictures'),
        ('inventory', '0020_stock_snapshots'),
        ('tenancy', '0002_settings_and_second_factor'),
    ]

    operations = [
        migrations.CreateModel(
            name='StockReservation',
            fields=[
                ('id', models.UUIDField(default=dramac.kit.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('checkout', 'Checkout'), ('hold', 'Hold')], max_length=10)),
                ('holder', models.CharField(max_length=64)),
                ('quantity', models.PositiveIntegerField()),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('created_by', models.CharField(blank=True, max_length=160)),
                ('created_at', models.DateTimeField(default=dramac.kit.clock.utc_now, editable=False)),
                ('expires_at', models.DateTimeField()),
                ('location', dramac.tenancy.fields.SiteForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inventory.location')),
                ('site', dramac.tenancy.fields.SiteField(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.site')),
                ('variant', dramac.tenancy.fields.SiteForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='catalog.variant')),
            ],
            options={
                'db_table': 'mod_ecommod01_stock_reservations',
                'indexes': [models.Index(fields=['site', 'variant', 'expires_at'], name='inventory_reservation_live'), models.Index(fields=['site', 'kind', '-expires_at'], name='inventory_reservation_holds'), models.Index(fields=['site', 'location'], name='mod_ecommod_site_id_bf8465_idx')],
                'constraints': [models.UniqueConstraint(fields=('site', 'holder', 'variant', 'location'), name='inventory_reservation_once'), models.CheckConstraint(condition=models.Q(('quantity__gt', 0)), name='inventory_reservation_holds_something'), models.UniqueConstraint(fields=('site', 'id'), name='inventory_stockreservation_of_site'), dramac.tenancy.fields.SiteReference(column='variant_id', name='inventory_stockreservation_variant_ref', table='mod_ecommod01_variants'), dramac.tenancy.fields.SiteReference(column='location_id', name='inventory_stockreservation_location_ref', table='mod_ecommod01_inventory_locations')],
            },
        ),
    ]
