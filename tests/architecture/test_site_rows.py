"""Rows stay inside their site, by the database's own word."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from dramac.commerce.catalog.models import Product, Variant
from dramac.tenancy.fields import SiteForeignKey, SiteReference
from dramac.tenancy.testing import a_site

pytestmark = pytest.mark.django_db


def test_a_row_cannot_refer_to_a_row_of_another_site() -> None:
    here, there = a_site(), a_site()
    product = Product.objects.create(site=here, title="Mug", slug="mug")
    with pytest.raises(IntegrityError), transaction.atomic():
        Variant.objects.create(site=there, product_id=product.pk, price=100)
        with transaction.get_connection().cursor() as cursor:
            if cursor.db.vendor == "postgresql":
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            else:
                transaction.get_connection().check_constraints()


def test_a_join_names_the_site_on_both_ends() -> None:
    sql = str(Variant.objects.filter(product__title="Mug").query)
    assert '"mod_ecommod01_products"."site_id" = ("mod_ecommod01_variants"."site_id")' in sql


def test_every_reference_between_tables_of_a_site_is_checked_by_the_database() -> None:
    for model in apps.get_models():
        for field in model._meta.local_fields:
            if isinstance(field, SiteForeignKey):
                references = [c.column for c in model._meta.constraints if isinstance(c, SiteReference)]
                assert field.column in references, f"{model.__name__}.{field.name}"
