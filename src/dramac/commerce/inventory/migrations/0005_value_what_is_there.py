"""What was moved before is worth what the catalogue says that it costs: units above zero, as the moving average values them.

The values of a level's movements add up to what is on hand times its cost; the number on its way after each is added up, too.
"""

from django.db import migrations

VALUE_MOVEMENTS = """
UPDATE mod_ecommod01_inventory_movements AS m
SET value_change = v.cost * (
      CASE WHEN m.new_stock > 0 THEN m.new_stock ELSE 0 END - CASE WHEN m.previous_stock > 0 THEN m.previous_stock ELSE 0 END
    ),
    unit_cost = CASE WHEN m.quantity > 0 THEN v.cost END
FROM mod_ecommod01_variants AS v
WHERE v.site_id = m.site_id AND v.id = m.variant_id AND v.cost IS NOT NULL AND m.quantity <> 0
"""
VALUE_LEVELS = """
UPDATE mod_ecommod01_stock_levels AS l
SET value = s.total
FROM (
  SELECT site_id, variant_id, location_id, SUM(value_change) AS total
  FROM mod_ecommod01_inventory_movements WHERE value_change <> 0 GROUP BY site_id, variant_id, location_id
) AS s
WHERE s.site_id = l.site_id AND s.variant_id = l.variant_id AND s.location_id = l.location_id AND s.total > 0
"""
ADD_UP_INCOMING = """
UPDATE mod_ecommod01_inventory_movements AS m
SET incoming_after = s.total
FROM (
  SELECT site_id, id, SUM(incoming_change) OVER (
    PARTITION BY site_id, variant_id, location_id ORDER BY created_at, id
  ) AS total
  FROM mod_ecommod01_inventory_movements
) AS s
WHERE s.site_id = m.site_id AND s.id = m.id AND s.total > 0
"""


class Migration(migrations.Migration):

    dependencies = [
        ('inventory', '0004_states_of_movements'),
    ]

    operations = [
        migrations.RunSQL(VALUE_MOVEMENTS, migrations.RunSQL.noop),
        migrations.RunSQL(VALUE_LEVELS, migrations.RunSQL.noop),
        migrations.RunSQL(ADD_UP_INCOMING, migrations.RunSQL.noop),
    ]
