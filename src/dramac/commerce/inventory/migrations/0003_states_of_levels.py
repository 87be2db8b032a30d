"""Levels learn what is not for sale, what is on hand worth, and until when something may be reserved."""

import django.db.models.expressions
from django.db import migrations, models

import dramac.kit.fields


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0012_category_pictures'),
        ('inventory', '0002_incoming_change'),
        ('tenancy', '0002_settings_and_second_factor'),
    ]

    operations = [
        migrations.AddField(
            model_name='stocklevel',
            name='damaged',
            field=models.IntegerField(db_default=0),
        ),
        migrations.AddField(
            model_name='stocklevel',
            name='quality',
            field=models.IntegerField(db_default=0),
        ),
        migrations.AddField(
            model_name='stocklevel',
            name='safety',
            field=models.IntegerField(db_default=0),
        ),
        migrations.AddField(
            model_name='stocklevel',
            name='value',
            field=dramac.kit.fields.MinorField(db_default=0),
        ),
        migrations.AddField(
            model_name='stocklevel',
            name='reserved_until',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name='stocklevel',
            constraint=models.CheckConstraint(condition=models.Q(('damaged__gte', 0), ('quality__gte', 0), ('safety__gte', 0)), name='inventory_level_states'),
        ),
        migrations.AddConstraint(
            model_name='stocklevel',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('damaged', 0), ('quality', 0), ('safety', 0)), ('on_hand__gte', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('damaged'), '+', models.F('quality')), '+', models.F('safety'))), _connector='OR'), name='inventory_level_unavailable'),
        ),
        migrations.AddConstraint(
            model_name='stocklevel',
            constraint=models.CheckConstraint(condition=models.Q(('value__gte', 0)), name='inventory_level_value'),
        ),
    ]
