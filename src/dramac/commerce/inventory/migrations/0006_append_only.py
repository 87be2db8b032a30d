"""The database itself refuses to change or take away movements."""

from django.db import migrations

import dramac.kit.append_only


class Migration(migrations.Migration):

    dependencies = [
        ('inventory', '0005_value_what_is_there'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='movement',
            constraint=dramac.kit.append_only.AppendOnly(name='inventory_movement_kept'),
        ),
    ]
