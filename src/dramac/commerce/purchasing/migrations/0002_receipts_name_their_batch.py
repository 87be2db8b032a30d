"""Of which batch delivered goods were, so that a delivery taken back leaves the batch that it came into."""

import django.db.models.deletion
import dramac.tenancy.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('inventory', '0052_movements_name_their_batch'),
        ('purchasing', '0001_initial'),
        ('tenancy', '0002_settings_and_second_factor'),
    ]

    operations = [
        migrations.AddField(
            model_name='purchasereceiptline',
            name='batch',
            field=dramac.tenancy.fields.SiteForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inventory.batch'),
        ),
        migrations.AddIndex(
            model_name='purchasereceiptline',
            index=models.Index(fields=['site', 'batch'], name='mod_ecommod_site_id_a6c470_idx'),
        ),
        migrations.AddConstraint(
            model_name='purchasereceiptline',
            constraint=dramac.tenancy.fields.SiteReference(column='batch_id', name='purchasing_purchasereceiptline_batch_ref', table='mod_ecommod01_stock_batches'),
        ),
    ]
