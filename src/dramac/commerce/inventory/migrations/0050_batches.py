"""Batches and what each level has of them. Taking it back forgets them; stock itself stays as it is."""

import django.db.models.deletion
import dramac.kit.clock
import dramac.kit.ids
import dramac.tenancy.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0012_category_pictures'),
        ('inventory', '0040_history_indexes'),
        ('tenancy', '0002_settings_and_second_factor'),
    ]

    operations = [
        migrations.CreateModel(
            name='Batch',
            fields=[
                ('id', models.UUIDField(default=dramac.kit.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('number', models.CharField(max_length=60)),
                ('expires_on', models.DateField(blank=True, null=True)),
                ('made_on', models.DateField(blank=True, null=True)),
                ('supplier_reference', models.CharField(blank=True, max_length=120)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('recalled_at', models.DateTimeField(blank=True, null=True)),
                ('recall_reason', models.CharField(blank=True, max_length=300)),
                ('warned_at', models.DateTimeField(blank=True, null=True)),
                ('created_by', models.CharField(max_length=160)),
                ('created_at', models.DateTimeField(default=dramac.kit.clock.utc_now, editable=False)),
                ('site', dramac.tenancy.fields.SiteField(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.site')),
                ('variant', dramac.tenancy.fields.SiteForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.variant')),
            ],
            options={
                'db_table': 'mod_ecommod01_stock_batches',
                'indexes': [models.Index(fields=['site', 'expires_on'], name='inventory_batch_expiry')],
                'constraints': [
                    models.UniqueConstraint(fields=('site', 'variant', 'number'), name='inventory_batch_number'),
                    models.UniqueConstraint(fields=('site', 'id'), name='inventory_batch_of_site'),
                    dramac.tenancy.fields.SiteReference(column='variant_id', name='inventory_batch_variant_ref', table='mod_ecommod01_variants'),
                ],
            },
        ),
        migrations.CreateModel(
            name='BatchLevel',
            fields=[
                ('id', models.UUIDField(default=dramac.kit.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('units', models.IntegerField(default=0)),
                ('aside', models.IntegerField(default=0)),
                ('batch', dramac.tenancy.fields.SiteForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inventory.batch')),
                ('location', dramac.tenancy.fields.SiteForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inventory.location')),
                ('site', dramac.tenancy.fields.SiteField(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='tenancy.site')),
                ('variant', dramac.tenancy.fields.SiteForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalog.variant')),
            ],
            options={
                'db_table': 'mod_ecommod01_batch_levels',
                'indexes': [
                    models.Index(fields=['site', 'variant', 'location'], name='inventory_batch_level_shelf'),
                    models.Index(fields=['site', 'location'], name='mod_ecommod_site_id_18d409_idx'),
                ],
                'constraints': [
                    models.UniqueConstraint(fields=('site', 'batch', 'location'), name='inventory_batch_level_once'),
                    models.CheckConstraint(condition=models.Q(('aside__gte', 0), ('units__gte', models.F('aside'))), name='inventory_batch_level_not_below_zero'),
                    models.UniqueConstraint(fields=('site', 'id'), name='inventory_batchlevel_of_site'),
                    dramac.tenancy.fields.SiteReference(column='batch_id', name='inventory_batchlevel_batch_ref', table='mod_ecommod01_stock_batches'),
                    dramac.tenancy.fields.SiteReference(column='variant_id', name='inventory_batchlevel_variant_ref', table='mod_ecommod01_variants'),
                    dramac.tenancy.fields.SiteReference(column='location_id', name='inventory_batchlevel_location_ref', table='mod_ecommod01_inventory_locations'),
                ],
            },
        ),
    ]
