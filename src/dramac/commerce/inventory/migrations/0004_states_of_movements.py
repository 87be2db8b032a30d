"""Movements tell what became unavailable, what goods cost and are worth, and why in one word."""

from django.db import migrations, models

import dramac.kit.fields


class Migration(migrations.Migration):

    dependencies = [
        ('inventory', '0003_states_of_levels'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='movement',
            name='inventory_movement_moves_something',
        ),
        migrations.AddField(
            model_name='movement',
            name='damaged_change',
            field=models.IntegerField(db_default=0),
        ),
        migrations.AddField(
            model_name='movement',
            name='quality_change',
            field=models.IntegerField(db_default=0),
        ),
        migrations.AddField(
            model_name='movement',
            name='safety_change',
            field=models.IntegerField(db_default=0),
        ),
        migrations.AddField(
            model_name='movement',
            name='incoming_after',
            field=models.IntegerField(db_default=0),
        ),
        migrations.AddField(
            model_name='movement',
            name='unavailable_after',
            field=models.IntegerField(db_default=0),
        ),
        migrations.AddField(
            model_name='movement',
            name='unit_cost',
            field=dramac.kit.fields.MinorField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='movement',
            name='value_change',
            field=dramac.kit.fields.MinorField(db_default=0),
        ),
        migrations.AddField(
            model_name='movement',
            name='batch_id',
            field=models.UUIDField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='movement',
            name='reason_code',
            field=models.CharField(blank=True, db_default='', max_length=20),
        ),
        migrations.AlterField(
            model_name='movement',
            name='cause',
            field=models.CharField(choices=[('allocated', 'Allocated'), ('released', 'Released'), ('shipped', 'Shipped'), ('received', 'Received'), ('adjusted', 'Adjusted'), ('expected', 'Expected'), ('moved', 'Moved'), ('counted', 'Counted')], max_length=10),
        ),
        migrations.AddConstraint(
            model_name='movement',
            constraint=models.CheckConstraint(condition=models.Q(('committed_change', 0), ('damaged_change', 0), ('incoming_change', 0), ('quality_change', 0), ('quantity', 0), ('safety_change', 0), ('value_change', 0), _negated=True), name='inventory_movement_moves_something'),
        ),
        migrations.AddConstraint(
            model_name='movement',
            constraint=models.CheckConstraint(condition=models.Q(('incoming_after__gte', 0), ('unavailable_after__gte', 0)), name='inventory_movement_after'),
        ),
    ]
