"""Addresses of the catalogue's screens, below `/dashboard/<site_slug>/`."""

from __future__ import annotations

from django.urls import path

from dramac.commerce.catalog.dashboard import deeds
from dramac.commerce.catalog.dashboard.categories import editing, picture, tree
from dramac.commerce.catalog.dashboard.editor import views as editor
from dramac.commerce.catalog.dashboard.table import Products
from dramac.dashboard.index import addresses

app_name = "catalog"
urlpatterns = [
    *addresses(Products, "products/", name="index"),
    path("products/new", editor.new, name="new"),
    path("products/<uuid:product_id>/", editor.product, name="product"),
    path("products/<uuid:product_id>/publication", deeds.publication, name="publication"),
    path("products/<uuid:product_id>/archiving", deeds.archiving, name="archiving"),
    path("products/<uuid:product_id>/unarchiving", deeds.unarchiving, name="unarchiving"),
    path("products/<uuid:product_id>/duplication", deeds.duplication, name="duplication"),
    path("products/<uuid:product_id>/removal", deeds.removal, name="removal"),
    path("products/<uuid:product_id>/pictures/<uuid:image_id>/retrial", deeds.retrial, name="retrial"),
    path("categories/", tree.index, name="categories"),
    path("categories/order", tree.arrangement, name="category-order"),
    path("categories/new", editing.new, name="new-category"),
    path("categories/<uuid:category_id>/", editing.category, name="category"),
    path("categories/<uuid:category_id>/position", tree.position, name="category-position"),
    path("categories/<uuid:category_id>/picture", picture.picture, name="category-picture"),
    path("categories/<uuid:category_id>/picture/removal", picture.removal, name="category-picture-removal"),
    path("categories/<uuid:category_id>/removal", editing.removal, name="category-removal"),
]
