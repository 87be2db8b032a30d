"""A movement's batch is one of the site's own: the column was there, and nothing was written to it before."""

import django.db.models.deletion
import dramac.tenancy.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('inventory', '0051_levels_have_batches'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RemoveField(model_name='movement', name='batch_id'),
                migrations.AddField(
                    model_name='movement',
                    name='batch',
                    field=dramac.tenancy.fields.SiteForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inventory.batch'),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name='movement',
            index=models.Index(condition=models.Q(('batch__isnull', False)), fields=['site', 'batch', '-created_at'], name='inventory_movement_batch'),
        ),
        migrations.AddConstraint(
            model_name='movement',
            constraint=dramac.tenancy.fields.SiteReference(column='batch_id', name='inventory_movement_batch_ref', table='mod_ecommod01_stock_batches'),
        ),
    ]
