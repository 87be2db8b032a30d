"""How many units of a level belong to batches, and when the first of them expires."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('inventory', '0050_batches'),
    ]

    operations = [
        migrations.AddField(
            model_name='stocklevel',
            name='in_batches',
            field=models.IntegerField(db_default=0),
        ),
        migrations.AddField(
            model_name='stocklevel',
            name='spoils_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name='stocklevel',
            index=models.Index(condition=models.Q(('spoils_on__isnull', False)), fields=['site', 'spoils_on'], name='inventory_level_spoils'),
        ),
        migrations.AddConstraint(
            model_name='stocklevel',
            constraint=models.CheckConstraint(condition=models.Q(('in_batches', 0), models.Q(('in_batches__gt', 0), ('on_hand__gte', models.F('in_batches'))), _connector='OR'), name='inventory_level_in_batches'),
        ),
    ]
