"""Indexes by which the history of stock is read page by page, narrowed or not, however long it has grown.

Taking it back brings the former ones and loses nothing.
"""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('inventory', '0030_stock_reservations'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='movement',
            index=models.Index(fields=['site', 'variant', '-created_at', '-id'], name='inventory_movement_story'),
        ),
        migrations.AddIndex(
            model_name='movement',
            index=models.Index(fields=['site', '-created_at', '-id'], name='inventory_movement_history'),
        ),
        migrations.AddIndex(
            model_name='movement',
            index=models.Index(fields=['site', 'location', '-created_at'], name='inventory_movement_place'),
        ),
        migrations.AddIndex(
            model_name='movement',
            index=models.Index(fields=['site', 'type', '-created_at'], name='inventory_movement_type'),
        ),
        migrations.AddIndex(
            model_name='movement',
            index=models.Index(fields=['site', 'reason_code', '-created_at'], name='inventory_movement_code'),
        ),
        migrations.AddIndex(
            model_name='movement',
            index=models.Index(fields=['site', 'created_by', '-created_at'], name='inventory_movement_actor'),
        ),
        migrations.RemoveIndex(
            model_name='movement',
            name='inventory_movement_variant',
        ),
        migrations.RemoveIndex(
            model_name='movement',
            name='inventory_movement_recent',
        ),
        migrations.RemoveIndex(
            model_name='movement',
            name='mod_ecommod_site_id_920ff8_idx',
        ),
    ]
